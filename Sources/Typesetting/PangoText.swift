import CPango

/// Text set in one style within one width, ready to be drawn; confined to the thread that set it.
final class PangoText {
    /// Where lines stand within their width.
    enum Alignment {
        case left, right, centre
    }

    /// How text looks.
    struct Style {
        var size: Double
        var isBold = false
        var alignment: Alignment
        var isJustified = false
        /// Whether the paragraph runs from right to left; unlike the letters in it, which know their own way.
        var isRightToLeft: Bool
        var grey = 0.0
    }

    private let layout: OpaquePointer
    private let style: Style

    init(_ text: String, style: Style, width: Double, family: String, context: OpaquePointer) {
        self.style = style
        pango_context_set_base_dir(context, style.isRightToLeft ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR)
        layout = pango_layout_new(context)
        let font = pango_font_description_new()
        pango_font_description_set_family(font, family)
        pango_font_description_set_absolute_size(font, style.size * wasl_pango_scale)
        pango_font_description_set_weight(font, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_layout_set_font_description(layout, font)
        pango_font_description_free(font)
        // With automatic direction Pango would swap left and right for right-to-left lines.
        pango_layout_set_auto_dir(layout, 0)
        pango_layout_set_alignment(layout, style.alignment.pango)
        pango_layout_set_justify(layout, style.isJustified ? 1 : 0)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_width(layout, CInt(width * wasl_pango_scale))
        pango_layout_set_line_spacing(layout, Self.lineSpacing)
        pango_layout_set_text(layout, text, -1)
        // Layouts read their context's direction when they are laid out, and the context is shared.
        _ = height
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    /// Amiri's own line height leaves room for stacked Quranic marks; letters read better a little closer.
    private static let lineSpacing: Float = 0.88

    /// The height of all lines, in points.
    var height: Double { extents.height }

    /// The width of the widest line, in points.
    var inkedWidth: Double { extents.width }

    /// The characters for which no font has a glyph.
    var unknownGlyphs: Int { Int(pango_layout_get_unknown_glyphs_count(layout)) }

    /// Draws the text with the upper left corner of its width at a point.
    func draw(on cairo: OpaquePointer, x: Double, y: Double) {
        cairo_set_source_rgb(cairo, style.grey, style.grey, style.grey)
        cairo_move_to(cairo, x, y)
        pango_cairo_show_layout(cairo, layout)
    }

    private var extents: (width: Double, height: Double) {
        var logical = PangoRectangle()
        pango_layout_get_extents(layout, nil, &logical)
        return (Double(logical.width) / wasl_pango_scale, Double(logical.height) / wasl_pango_scale)
    }
}

extension PangoText.Alignment {
    fileprivate var pango: PangoAlignment {
        switch self {
        case .left: PANGO_ALIGN_LEFT
        case .right: PANGO_ALIGN_RIGHT
        case .centre: PANGO_ALIGN_CENTER
        }
    }
}
