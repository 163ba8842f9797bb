/// Names of servers in ASCII (RFC 3492), so that a letter that only looks like another is seen.
enum Punycode {
    /// The name with each part beyond ASCII as `xn--…`; a part that is too long stays.
    static func ascii(_ host: String) -> String {
        let dots: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
        return host.unicodeScalars.split(omittingEmptySubsequences: false) { dots.contains($0) }.map { part in
            let scalars = Array(part)
            guard scalars.contains(where: { !$0.isASCII }), scalars.count <= 63 else {
                return String(String.UnicodeScalarView(part))
            }
            return "xn--" + encoded(scalars)
        }.joined(separator: ".")
    }

    private static let base: UInt32 = 36

    private static func encoded(_ scalars: [Unicode.Scalar]) -> String {
        var output = scalars.filter(\.isASCII).map { UInt8($0.value) }
        let basic = UInt32(output.count)
        if basic > 0 { output.append(UInt8(ascii: "-")) }
        var (next, delta, bias, handled): (UInt32, UInt32, UInt32, UInt32) = (128, 0, 72, basic)
        while handled < UInt32(scalars.count) {
            guard let least = scalars.lazy.map(\.value).filter({ $0 >= next }).min() else { break }
            delta &+= (least - next) &* (handled + 1)
            next = least
            for scalar in scalars {
                if scalar.value < next { delta &+= 1 }
                guard scalar.value == next else { continue }
                writeNumber(delta, bias: bias, into: &output)
                bias = adapted(delta, handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta &+= 1
            next += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func writeNumber(_ number: UInt32, bias: UInt32, into output: inout [UInt8]) {
        var rest = number
        var place = base
        while true {
            let threshold = place <= bias ? 1 : place >= bias + 26 ? 26 : place - bias
            guard rest >= threshold else { break }
            output.append(digit(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            place += base
        }
        output.append(digit(rest))
    }

    private static func digit(_ value: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: value < 26 ? value + 0x61 : value - 26 + 0x30)
    }

    private static func adapted(_ delta: UInt32, _ count: UInt32, isFirst: Bool) -> UInt32 {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var steps: UInt32 = 0
        while delta > 455 {
            delta /= base - 1
            steps += base
        }
        return steps + base * delta / (delta + 38)
    }
}
