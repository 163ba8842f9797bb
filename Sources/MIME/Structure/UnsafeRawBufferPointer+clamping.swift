extension UnsafeRawBufferPointer {
    /// The bytes of a range as far as they exist, so that no range made from a mail can leave the buffer.
    subscript(clamping range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[range.clamped(to: 0..<count)])
    }
}
