import Casework

extension Fitting {
    /// The calibrated heads: held-out scores say how far each may be trusted.
    func heads(_ heldOut: HeldOut, options: TrainingOptions) -> [Model.Head] {
        questions.indices.map { index in
            let own = columns.indices.filter { columns[$0].question == index }
            return questions[index].head(heldOut, own, options)
        }
    }
}

extension Question {
    fileprivate func head(_ heldOut: HeldOut, _ columns: [Int], _ options: TrainingOptions) -> Model.Head {
        var head = Model.Head(name: name, labels: labels, isChoice: isChoice)
        head.scopes = scopes.map { $0.sorted() }
        if isChoice {
            let answers = zip(heldOut.examples, heldOut.scores).compactMap { example, scores in
                choice(example: example).flatMap { truth -> (scores: [Float], label: Int)? in
                    let allowed = allowed(example: example)
                    return allowed.firstIndex(of: truth).map { (allowed.map { scores[columns[$0]] }, $0) }
                }
            }
            head.temperature = Calibration.temperature(answers)
            head.firstCurve = Calibration.firstCurve(firsts(answers, head))
            let chances = answers.map { head.probabilities($0.scores[...]) }
            let firsts = firsts(answers, head)
            head.thresholds["sure"] = Calibration.threshold(firsts, wrong: options.wrongRouteCost)
            if name == "urgency" { head.thresholds["flag"] = flag(answers.map(\.label), chances, options) }
        } else {
            for (label, column) in columns.enumerated() {
                let answers = zip(heldOut.examples, heldOut.scores).compactMap { example, scores in
                    let target = target(example: example, label: label)
                    return target == 0 ? nil : (score: scores[column], holds: target > 0)
                }
                let curve = Calibration.curve(answers)
                head.slopes.append(curve.slope)
                head.offsets.append(curve.offset)
                if name == "danger" {
                    head.addsLevels = heldOut.addsLevels
                    head.thresholds["act"] = act(heldOut, column, label, curve, options)
                }
            }
        }
        return head
    }

    /// The chance of the first answer to each, and whether it is right.
    private func firsts(
        _ answers: [(scores: [Float], label: Int)], _ head: Model.Head
    ) -> [(confidence: Double, isRight: Bool)] {
        answers.map { answer in
            let all = head.probabilities(answer.scores[...])
            let best = all.indices.max { all[$0] < all[$1] } ?? 0
            return (all[best], best == answer.label)
        }
    }

    /// The chance of danger from which the model raises the alarm: rules and model together stay within the share of false alarms.
    private func act(
        _ heldOut: HeldOut, _ column: Int, _ label: Int, _ curve: (slope: Double, offset: Double),
        _ options: TrainingOptions
    ) -> Double {
        var (ordinary, byRule): (Int, Int) = (0, 0)
        var chances: [(confidence: Double, holds: Bool)] = []
        for (example, scores) in zip(heldOut.examples, heldOut.scores) {
            let target = target(example: example, label: label)
            if target < 0 { ordinary += 1 }
            if options.raisedByRule.contains(example) {
                if target < 0 { byRule += 1 }
            } else if target != 0 {
                let chance = Calibration.probability(scores[column], slope: curve.slope, offset: curve.offset)
                chances.append((chance, target > 0))
            }
        }
        let allowed = max(0, Double(ordinary) * options.falseAlarmShare - Double(byRule))
        return Calibration.cutOff(chances, falseAlarms: allowed / Double(max(1, ordinary - byRule)))
    }

    /// The chance of high or more from which a message is looked at early.
    private func flag(_ truths: [Int], _ chances: [[Double]], _ options: TrainingOptions) -> Double {
        let raised = labels.indices.filter { Urgency(rawValue: labels[$0]).map { $0 <= .high } ?? false }
        let answers = zip(truths, chances).map { truth, all in
            (confidence: raised.reduce(0) { $0 + all[$1] }, holds: raised.contains(truth))
        }
        return Calibration.cutOff(answers, falseAlarms: options.earlyLookShare)
    }
}
