import CGumbo

/// An element of a parsed HTML text.
struct Element {
    /// The tag's own name in lower case.
    var name: String
    /// The attributes with character references decoded.
    var attributes: [String: String]
}

/// What wants to see a tree in document order.
protocol TreeVisitor {
    /// Called before an element's content.
    mutating func enter(_ element: Element)
    /// Called after an element's content.
    mutating func leave(_ element: Element)
    /// Called with text, character references decoded.
    mutating func text(_ text: String)
}

/// Gumbo's tree of an HTML text, seen by walking it.
enum HTMLTree {
    /// Parses bytes and shows every node of the tree to a visitor, without recursion.
    static func walk(_ bytes: [UInt8], visitor: inout some TreeVisitor) {
        let arena = Arena()
        withExtendedLifetime(arena) {
            bytes.withUnsafeBytes { buffer in
                guard let base = buffer.bindMemory(to: CChar.self).baseAddress else { return }
                var options = options(arena)
                guard let output = gumbo_parse_with_options(&options, base, buffer.count) else { return }
                if let root = output.pointee.root { walk(root, visitor: &visitor) }
            }
        }
    }

    private enum Step {
        case visit(UnsafeMutablePointer<GumboNode>)
        case leave(Element)
    }

    private static func walk(_ root: UnsafeMutablePointer<GumboNode>, visitor: inout some TreeVisitor) {
        var steps = children(of: root)
        while let step = steps.popLast() {
            switch step {
            case .leave(let element): visitor.leave(element)
            case .visit(let node):
                switch node.pointee.type {
                case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE:
                    visitor.text(String(cString: node.pointee.v.text.text))
                case GUMBO_NODE_ELEMENT:
                    let element = element(node)
                    visitor.enter(element)
                    steps.append(.leave(element))
                    steps += children(of: node)
                default: break
                }
            }
        }
    }

    /// The children as steps, the last child first.
    private static func children(of node: UnsafeMutablePointer<GumboNode>) -> [Step] {
        let vector = node.pointee.v.element.children
        guard let data = vector.data else { return [] }
        return UnsafeBufferPointer(start: data, count: Int(vector.length)).reversed().compactMap { pointer in
            pointer.map { .visit($0.assumingMemoryBound(to: GumboNode.self)) }
        }
    }

    private static func element(_ node: UnsafeMutablePointer<GumboNode>) -> Element {
        let vector = node.pointee.v.element.attributes
        var attributes: [String: String] = [:]
        if let data = vector.data {
            for pointer in UnsafeBufferPointer(start: data, count: Int(vector.length)) {
                guard let attribute = pointer?.assumingMemoryBound(to: GumboAttribute.self).pointee else { continue }
                attributes[String(cString: attribute.name)] = String(cString: attribute.value)
            }
        }
        let own = attributes.removeValue(forKey: CanonicalMarkup.nameAttribute)
        return Element(name: own ?? tagName(node), attributes: attributes)
    }

    /// The tag as Gumbo names it, or as written when Gumbo does not know it.
    private static func tagName(_ node: UnsafeMutablePointer<GumboNode>) -> String {
        let tag = node.pointee.v.element.tag
        if tag != GUMBO_TAG_UNKNOWN { return String(cString: gumbo_normalized_tagname(tag)) }
        var written = node.pointee.v.element.original_tag
        gumbo_tag_from_original_text(&written)
        guard let data = written.data else { return "" }
        let bytes = UnsafeRawBufferPointer(start: data, count: Int(written.length))
        return String(decoding: bytes, as: UTF8.self).lowercased()
    }

    private static func options(_ arena: Arena) -> GumboOptions {
        GumboOptions(
            allocator: { userdata, size in
                userdata.flatMap { Unmanaged<Arena>.fromOpaque($0).takeUnretainedValue().allocate(Int(size)) }
            },
            deallocator: { _, _ in },
            userdata: Unmanaged.passUnretained(arena).toOpaque(),
            tab_stop: 8, stop_on_first_error: false, max_errors: 0,
            fragment_context: GUMBO_TAG_BODY, fragment_namespace: GUMBO_NAMESPACE_HTML)
    }
}
