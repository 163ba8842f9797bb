import Dispatch

/// Fits the labels of all questions, sixteen at a time, on all cores.
struct Fitting: Sendable {
    let rows: SparseRows
    let questions: [Question]
    /// Question and label of each column, question after question.
    let columns: [(question: Int, label: Int)]

    init(rows: SparseRows, questions: [Question]) {
        (self.rows, self.questions) = (rows, questions)
        columns = questions.indices.flatMap { question in
            questions[question].labels.indices.map { (question, $0) }
        }
    }

    /// The weights of every column learnt from some rows, one list of lanes for each sixteen columns.
    func weights(chosen: [Int], costs: [Float]) -> [[Lanes]] {
        Training.concurrentMap(chunks) { solver($0, chosen, costs).weights() }
    }

    /// What columns learnt from `chosen` make of `others`: for each of them the score of every column.
    func scores(chosen: [Int], others: [Int], costs: [Float]) -> [[Float]] {
        let parts = Training.concurrentMap(chunks) { chunk -> [Lanes] in
            let weights = solver(chunk, chosen, costs).weights()
            return others.map { OneVersusRest.score(rows, $0, weights) }
        }
        return others.indices.map { other in
            columns.indices.map { parts[$0 / Lanes.scalarCount][other][$0 % Lanes.scalarCount] }
        }
    }

    private var chunks: Int { (columns.count + Lanes.scalarCount - 1) / Lanes.scalarCount }

    /// The solver of one chunk; `costs` is one cost for each question.
    private func solver(_ chunk: Int, _ chosen: [Int], _ costs: [Float]) -> OneVersusRest {
        let start = chunk * Lanes.scalarCount
        let used = columns[start..<min(start + Lanes.scalarCount, columns.count)]
        var targets = [Lanes](repeating: .zero, count: chosen.count)
        var (yes, no) = (Lanes(repeating: 1), Lanes(repeating: 1))
        for (lane, column) in used.enumerated() {
            let question = questions[column.question]
            var (positive, negative): (Float, Float) = (0, 0)
            for (item, example) in chosen.enumerated() {
                let target = question.target(example: example, label: column.label)
                targets[item][lane] = target
                if target > 0 { positive += 1 }
                if target < 0 { negative += 1 }
            }
            let cost = costs[column.question]
            no[lane] = cost
            // Rare labels count as much as common ones, up to twenty times.
            yes[lane] = cost * min(20, max(1, negative / max(positive, 1)))
        }
        return OneVersusRest(rows: rows, chosen: chosen, targets: targets, costs: (yes, no))
    }
}
