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

    /// Chances whose first is as likely as answers of its kind were right; the order stays, the others share the rest as before.
    static func corrected(_ chances: [Double], curve: [Double]) -> [Double] {
        guard curve.count == 2, let first = chances.indices.max(by: { chances[$0] < chances[$1] }), chances[first] < 1
        else { return chances }
        let rest = 1 - chances[first]
        let second = chances.indices.reduce(0) { $1 == first ? $0 : max($0, chances[$1]) } / rest
        let wanted = probability(odds(chances[first]), slope: curve[0], offset: curve[1])
        let given = max(wanted, second / (1 + second) + 1e-9)
        return chances.indices.map { $0 == first ? given : chances[$0] / rest * (1 - given) }
    }

    /// The curve that makes the first chance of held-out answers keep its word; nil where there are too few to say.
    static func firstCurve(_ firsts: [(confidence: Double, isRight: Bool)]) -> [Double]? {
        guard firsts.count >= 200 else { return nil }
        let found = curve(firsts.map { (odds($0.confidence), $0.isRight) })
        return found.slope > 0 ? [found.slope, found.offset] : nil
    }

    /// The logarithm of the odds of a chance.
    private static func odds(_ chance: Double) -> Float {
        let inside = min(max(chance, 1e-6), 1 - 1e-6)
        return Float(log(inside / (1 - inside)))
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

    /// Slope and offset of Platt's curve for one label, in thousandths: Newton's method with halved steps (Lin, Lin & Weng 2007).
    static func curve(_ answers: [(score: Float, holds: Bool)]) -> (slope: Double, offset: Double) {
        let positive = Double(answers.count(where: \.holds))
        let negative = Double(answers.count) - positive
        let points = answers.map { answer in
            (
                score: Double(answer.score),
                target: answer.holds ? (positive + 1) / (positive + 2) : 1 / (negative + 2)
            )
        }
        func loss(_ slope: Double, _ offset: Double) -> Double {
            points.reduce(0) { sum, point in
                let value = slope * point.score + offset
                return sum + max(value, 0) - value * point.target + log(1 + exp(-abs(value)))
            }
        }
        var (slope, offset) = (0.0, log((positive + 1) / (negative + 1)))
        var best = loss(slope, offset)
        for _ in 0..<50 {
            var (g1, g2, h11, h12, h22) = (0.0, 0.0, 1e-9, 0.0, 1e-9)
            for point in points {
                let chance = 1 / (1 + exp(-(slope * point.score + offset)))
                let (error, weight) = (chance - point.target, chance * (1 - chance))
                g1 += error * point.score
                g2 += error
                h11 += weight * point.score * point.score
                h12 += weight * point.score
                h22 += weight
            }
            let determinant = h11 * h22 - h12 * h12
            guard abs(g1) + abs(g2) > 1e-5, determinant > 0 else { break }
            let step = (slope: (h22 * g1 - h12 * g2) / determinant, offset: (h11 * g2 - h12 * g1) / determinant)
            var length = 1.0
            while length > 1e-6, loss(slope - length * step.slope, offset - length * step.offset) >= best {
                length /= 2
            }
            guard length > 1e-6 else { break }
            (slope, offset) = (slope - length * step.slope, offset - length * step.offset)
            best = loss(slope, offset)
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
