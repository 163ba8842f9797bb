/// Sixteen questions at a time: is a text of this label or not?
typealias Lanes = SIMD16<Float>

/// L2-regularised squared-hinge classifiers, one against the rest, found by dual coordinate descent (Hsieh et al., ICML 2008).
///
/// Sixteen labels share each pass over the rows, in one order for all of them, drawn by our own generator: the weights depend on the
/// examples only. LIBLINEAR takes the labels one by one and draws from `rand()`, whose state threads share.
struct OneVersusRest {
    /// How many times every row is visited.
    static let passes = 12

    let rows: SparseRows
    /// Which rows to learn from.
    let chosen: [Int]
    /// For each chosen row: 1 yes, −1 no, 0 not known.
    let targets: [Lanes]
    /// The cost of a mistake on a yes and on a no.
    let costs: (yes: Lanes, no: Lanes)

    /// The weight of every feature, the constant last.
    func weights() -> [Lanes] {
        var weights = [Lanes](repeating: .zero, count: rows.width + 1)
        var alphas = [Lanes](repeating: .zero, count: chosen.count)
        var resting = [UInt8](repeating: 0, count: chosen.count)
        var order = Array(chosen.indices)
        var random = Shuffle(state: 12_345)
        let softness = (yes: 0.5 / costs.yes, no: 0.5 / costs.no)
        rows.columns.withUnsafeBufferPointer { columns in
            rows.values.withUnsafeBufferPointer { values in
                weights.withUnsafeMutableBufferPointer { weights in
                    for pass in 0..<Self.passes {
                        random.shuffle(&order)
                        for item in order {
                            // A row that taught nothing lately is left alone for two passes, but for the last ones.
                            if resting[item] > 0, pass < Self.passes - 2 {
                                resting[item] -= 1
                                continue
                            }
                            let isQuiet = visit(item, &alphas[item], softness, columns, values, weights)
                            resting[item] = isQuiet ? 2 : 0
                        }
                    }
                }
            }
        }
        return weights
    }

    /// One step for one row; whether it taught nothing.
    @inline(__always)
    private func visit(
        _ item: Int, _ alpha: inout Lanes, _ softness: (yes: Lanes, no: Lanes),
        _ columns: UnsafeBufferPointer<Int32>, _ values: UnsafeBufferPointer<Float>,
        _ weights: UnsafeMutableBufferPointer<Lanes>
    ) -> Bool {
        let row = chosen[item]
        let range = rows.starts[row]..<rows.starts[row + 1]
        var score = weights[rows.width]
        for position in range { score += weights[Int(columns[position])] * values[position] }
        let target = targets[item]
        let soft = softness.no.replacing(with: softness.yes, where: target .> 0)
        let gradient = target * score - 1 + soft * alpha
        let next = pointwiseMax(alpha - gradient / (soft + rows.squares[row]), .zero)
        let change = (next - alpha) * target
        alpha = next
        if change == .zero { return true }
        weights[rows.width] += change
        for position in range { weights[Int(columns[position])] += change * values[position] }
        return false
    }

    /// The scores of a row.
    static func score(_ rows: SparseRows, _ row: Int, _ weights: [Lanes]) -> Lanes {
        var score = weights[rows.width]
        for position in rows.starts[row]..<rows.starts[row + 1] {
            score += weights[Int(rows.columns[position])] * rows.values[position]
        }
        return score
    }
}

/// A linear congruential generator (Numerical Recipes' constants) that shuffles; the same on every machine.
private struct Shuffle {
    var state: UInt32

    mutating func shuffle(_ order: inout [Int]) {
        for last in stride(from: order.count - 1, to: 0, by: -1) {
            state = state &* 1_664_525 &+ 1_013_904_223
            order.swapAt(last, Int((UInt64(state) * UInt64(last + 1)) >> 32))
        }
    }
}
