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
        if isChoice {
            let answers = zip(heldOut.examples, heldOut.scores).compactMap { example, scores in
                choice(example: example).map { (scores: columns.map { scores[$0] }, label: $0) }
            }
            head.temperature = Calibration.temperature(answers)
            let chances = answers.map { Calibration.probabilities($0.scores, temperature: head.temperature) }
            let firsts = zip(answers, chances).map { answer, all in
                let best = all.indices.max { all[$0] < all[$1] } ?? 0
                return (confidence: all[best], isRight: best == answer.label)
            }
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
                    let chances = answers.map {
                        (
                            confidence: Calibration.probability($0.score, slope: curve.slope, offset: curve.offset),
                            holds: $0.holds
                        )
                    }
                    head.thresholds["act"] = Calibration.cutOff(chances, falseAlarms: options.falseAlarmShare)
                }
            }
        }
        return head
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
