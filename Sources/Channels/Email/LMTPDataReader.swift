import Glibc

/// Takes the content of one message out of the bytes after DATA: doubled dots made single, ended by CRLF `.` CRLF alone.
///
/// A bare CR or LF is content like any other byte and never part of the end (RFC 5321 sections 2.3.8 and 4.5.2), so no
/// second message can be smuggled in. Bytes may come in any pieces.
struct LMTPDataReader: Sendable {
    private enum State {
        case lineStart
        case dot
        case dotCarriageReturn
        case text
        case carriageReturn
    }

    private var state: State = .lineStart

    /// Reads up to the end of the message or of `input`, giving the content in runs to `take`.
    ///
    /// Returns how many bytes were used and whether the message is complete; bytes after that are the next command.
    mutating func read(_ input: UnsafeRawBufferPointer, _ take: (Slice<UnsafeRawBufferPointer>) -> Void) -> (
        used: Int, isComplete: Bool
    ) {
        var run = 0
        var index = 0
        while index < input.count {
            if state == .text {
                index = indexOfCarriageReturn(input, from: index)
                if index == input.count { break }
                state = .carriageReturn
                index += 1
                continue
            }
            let byte = input[index]
            switch state {
            case .lineStart where byte == dot:
                take(input[run..<index])
                run = index + 1
                state = .dot
            case .dot where byte == carriageReturn:
                run = index + 1
                state = .dotCarriageReturn
            case .dotCarriageReturn where byte == lineFeed:
                state = .lineStart
                return (index + 1, true)
            case .dotCarriageReturn:
                // The line was a dot and a bare CR: the dot goes, the CR was held back and is content.
                withUnsafeBytes(of: carriageReturn) { take($0[...]) }
                run = index
                state = byte == carriageReturn ? .carriageReturn : .text
            case .carriageReturn where byte == lineFeed: state = .lineStart
            default: state = byte == carriageReturn ? .carriageReturn : .text
            }
            index += 1
        }
        if run < input.count, state != .dotCarriageReturn { take(input[run..<input.count]) }
        return (input.count, false)
    }
}

private let dot = UInt8(ascii: ".")
private let carriageReturn = UInt8(ascii: "\r")
private let lineFeed = UInt8(ascii: "\n")

private func indexOfCarriageReturn(_ input: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = input.baseAddress else { return input.count }
    guard let found = memchr(base + start, Int32(carriageReturn), input.count - start) else { return input.count }
    return UnsafeRawPointer(found) - base
}
