import Foundation

/// Turns scores into probabilities that keep their word: of the texts given 80 %, about 80 % are right.
enum Calibration {
    /// Probabilities (sum 1) of scores, softened by a temperature above 0.
    static func probabilities(_ scores: some Collection<Float>, temperature: Double) -> [Double] {
        let top = scores.max() ?? 0
        let powers = scores.map { exp(Double($0 - top) / temperature) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// The probability of a yes by Platt's curve.
    static func probability(_ score: Float, slope: Double, offset: Double) -> Double {
        1 / (1 + exp(-(slope * Double(score) + offset)))
    }

    /// The temperature (0.05…5) under which held-out answers are least surprising, by golden-section search; in thousandths.
    static func temperature(_ answers: [(scores: [Float], label: Int)]) -> Double {
        guard !answers.isEmpty else { return 1 }
        var low = log(0.05)
        var high = log(5.0)
        let ratio = (5.0.squareRoot() - 1) / 2
        for _ in 0..<24 {
            let left = high - ratio * (high - low)
            let right = low + ratio * (high - low)
            if surprise(answers, exp(left)) < surprise(answers, exp(right)) { high = right } else { low = left }
        }
        return rounded(exp((low + high) / 2))
    }

    /// Slope and offset of Platt's curve for one label by Newton's method, in thousandths.
    static func curve(_ answers: [(score: Float, holds: Bool)]) -> (slope: Double, offset: Double) {
        let positive = Double(answers.count(where: \.holds))
        let (high, low) = ((positive + 1) / (positive + 2), 1 / (Double(answers.count) - positive + 2))
        var (slope, offset) = (1.0, log((positive + 1) / (Double(answers.count) - positive + 1)))
        for _ in 0..<30 {
            var (g1, g2, h11, h12, h22) = (0.0, 0.0, 1e-3, 0.0, 1e-3)
            for answer in answers {
                let score = Double(answer.score)
                let chance = probability(answer.score, slope: slope, offset: offset)
                let error = chance - (answer.holds ? high : low)
                let weight = chance * (1 - chance)
                g1 += error * score
                g2 += error
                h11 += weight * score * score
                h12 += weight * score
                h22 += weight
            }
            let determinant = h11 * h22 - h12 * h12
            guard determinant > 1e-12 else { break }
            slope = min(max(slope - (h22 * g1 - h12 * g2) / determinant, 0.1), 20)
            offset = min(max(offset - (h11 * g2 - h12 * g1) / determinant, -20), 20)
        }
        return (rounded(slope), rounded(offset))
    }

    /// The confidence from which acting alone costs least, when a wrong route costs `wrong` times what asking a person costs.
    static func threshold(_ answers: [(confidence: Double, isRight: Bool)], wrong: Double) -> Double {
        var best = (cost: Double(answers.count), threshold: 0.99)
        var cost = Double(answers.count)
        for answer in answers.sorted(by: { $0.confidence > $1.confidence }) {
            cost += answer.isRight ? -1 : wrong - 1
            if cost < best.cost { best = (cost, answer.confidence) }
        }
        return rounded(min(max(best.threshold, 0.35), 0.99))
    }

    /// The lowest cut-off that at most `share` of the noes reach.
    static func cutOff(_ answers: [(confidence: Double, holds: Bool)], falseAlarms share: Double) -> Double {
        let noes = answers.filter { !$0.holds }.map(\.confidence).sorted(by: >)
        guard !noes.isEmpty else { return 0.5 }
        return rounded(max(noes[min(Int(Double(noes.count) * share), noes.count - 1)], 0.02))
    }

    /// Thousandths, so that a machine whose logarithm differs in the last digit makes the same model.
    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    private static func surprise(_ answers: [(scores: [Float], label: Int)], _ temperature: Double) -> Double {
        answers.reduce(0) { sum, answer in
            sum - log(max(probabilities(answer.scores, temperature: temperature)[answer.label], 1e-12))
        }
    }
}
