import CLinear
import Foundation

/// Rows of features as LIBLINEAR wants them, shared by all fits.
///
/// `@unchecked Sendable`: the memory is written once, in `init`, and LIBLINEAR only reads it.
final class FeatureRows: @unchecked Sendable {
    /// How many feature columns there are, the constant one not counted.
    let featureCount: Int
    private let nodes: UnsafeMutableBufferPointer<feature_node>
    private let rows: UnsafeMutableBufferPointer<UnsafeMutablePointer<feature_node>?>

    /// Keeps rows of (feature, value); features are numbered from 0 and ascend within a row.
    init(_ samples: [[(feature: Int, value: Double)]], featureCount: Int) {
        self.featureCount = featureCount
        nodes = .allocate(capacity: samples.reduce(0) { $0 + $1.count + 2 })
        rows = .allocate(capacity: samples.count)
        var next = 0
        for (row, sample) in samples.enumerated() {
            rows[row] = nodes.baseAddress?.advanced(by: next)
            for item in sample {
                nodes[next] = feature_node(index: Int32(item.feature + 1), value: item.value)
                next += 1
            }
            nodes[next] = feature_node(index: Int32(featureCount + 1), value: 1)
            nodes[next + 1] = feature_node(index: -1, value: 0)
            next += 2
        }
    }

    deinit {
        nodes.deallocate()
        rows.deallocate()
    }

    /// The score of a row under weights (the constant last).
    func score(row: Int, _ weights: [Float]) -> Float {
        guard var node = rows[row] else { return 0 }
        var sum = 0.0
        while node.pointee.index > 0 {
            sum += node.pointee.value * Double(weights[Int(node.pointee.index) - 1])
            node = node.advanced(by: 1)
        }
        return Float(sum)
    }

    /// Weights of L2-regularised logistic regression telling `positive` rows from the other `chosen` ones, the constant last.
    ///
    /// LIBLINEAR's trust-region solver, which draws no random numbers. All zero with −8 as constant when one side is empty.
    func fit(chosen: [Int], positive: Set<Int>, cost: Double) -> [Float] {
        let width = featureCount + 1
        let targets = chosen.map { positive.contains($0) ? 1.0 : -1.0 }
        let count = targets.count { $0 > 0 }
        guard count > 0, count < chosen.count else {
            return [Float](repeating: 0, count: featureCount) + [count > 0 ? 8 : -8]
        }
        set_print_string_function { _ in }
        var targetValues = targets
        var rowPointers = chosen.map { rows[$0] }
        var labels: [Int32] = [1, -1]
        let balance = min(4, max(1, (Double(chosen.count - count) / Double(count)).squareRoot()))
        var labelWeights = [balance, 1]
        return targetValues.withUnsafeMutableBufferPointer { targetBuffer in
            rowPointers.withUnsafeMutableBufferPointer { rowBuffer in
                labels.withUnsafeMutableBufferPointer { labelBuffer in
                    labelWeights.withUnsafeMutableBufferPointer { weightBuffer in
                        var problem = CLinear.problem(
                            l: Int32(chosen.count), n: Int32(width), y: targetBuffer.baseAddress,
                            x: rowBuffer.baseAddress, bias: 1)
                        var settings = parameter(
                            solver_type: Int32(L2R_LR), eps: 0.01, C: cost, nr_weight: 2,
                            weight_label: labelBuffer.baseAddress, weight: weightBuffer.baseAddress, p: 0.1,
                            init_sol: nil)
                        return Self.weights(&problem, &settings, width)
                    }
                }
            }
        }
    }

    private static func weights(_ problem: inout problem, _ settings: inout parameter, _ width: Int) -> [Float] {
        var trained = train(&problem, &settings)
        defer { free_and_destroy_model(&trained) }
        guard let model = trained?.pointee, let values = model.w, let labels = model.label else {
            return [Float](repeating: 0, count: width)
        }
        let sign: Double = labels[0] == 1 ? 1 : -1
        return (0..<width).map { Float(values[$0] * sign) }
    }
}
