import Foundation

/// Turns scores into probabilities that keep their word: of the texts given 80 %, about 80 % are right.
enum Calibration {
    /// Probabilities (sum 1) of scores, softened by a temperature above 0.
    static func probabilities(_ scores: ArraySlice<Float>, temperature: Double) -> [Double] {
        let top = scores.max() ?? 0
        let powers = scores.map { exp(Double($0 - top) / temperature) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// The temperature (0.05…5) under which held-out answers are least surprising, by golden-section search.
    static func temperature(_ heldOut: [HeldOut]) -> Double {
        guard !heldOut.isEmpty else { return 1 }
        var low = log(0.05)
        var high = log(5.0)
        let ratio = (5.0.squareRoot() - 1) / 2
        for _ in 0..<40 {
            let left = high - ratio * (high - low)
            let right = low + ratio * (high - low)
            if surprise(heldOut, exp(left)) < surprise(heldOut, exp(right)) { high = right } else { low = left }
        }
        return exp((low + high) / 2)
    }

    /// The confidence from which acting alone costs least, when a wrong route costs `wrong` times what asking a person costs.
    static func threshold(_ heldOut: [HeldOut], temperature: Double, wrong: Double) -> Double {
        let answers = heldOut.map { item -> (confidence: Double, isRight: Bool) in
            let all = probabilities(item.scores[...], temperature: temperature)
            let best = all.indices.max { all[$0] < all[$1] } ?? 0
            return (all[best], best == item.label)
        }
        .sorted { $0.confidence > $1.confidence }
        var best = (cost: Double(answers.count), threshold: 0.99)
        var cost = Double(answers.count)
        for answer in answers {
            cost += answer.isRight ? -1 : wrong - 1
            if cost < best.cost { best = (cost, answer.confidence) }
        }
        return min(max(best.threshold, 0.35), 0.99)
    }

    private static func surprise(_ heldOut: [HeldOut], _ temperature: Double) -> Double {
        heldOut.reduce(0) { sum, item in
            sum - log(max(probabilities(item.scores[...], temperature: temperature)[item.label], 1e-12))
        }
    }
}

/// The scores that a model trained without a text gives it, and the label it should get.
struct HeldOut: Sendable {
    var scores: [Float]
    var label: Int
}
