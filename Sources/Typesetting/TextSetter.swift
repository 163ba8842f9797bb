import CPango

/// Sets text in one font family; confined to one thread.
final class TextSetter {
    let family: String
    let language: LetterLanguage
    private let context: OpaquePointer

    /// Throws ``TypesettingError/fontMissing(family:)`` rather than let another family stand in.
    init(family: String, language: LetterLanguage) throws(TypesettingError) {
        guard let context = pango_font_map_create_context(pango_cairo_font_map_get_default()) else {
            throw .drawing("no Pango context")
        }
        self.family = family
        self.language = language
        self.context = context
        pango_context_set_language(context, pango_language_from_string(language.rawValue))
        pango_context_set_round_glyph_positions(context, 0)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        guard Self.installedFamily(like: family, context: context) == family else {
            throw .fontMissing(family: family)
        }
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(context)) }

    func set(_ text: String, _ style: PangoText.Style, width: Double) -> PangoText {
        PangoText(text, style: style, width: width, family: family, context: context)
    }

    private static func installedFamily(like family: String, context: OpaquePointer) -> String? {
        let wanted = pango_font_description_new()
        defer { pango_font_description_free(wanted) }
        pango_font_description_set_family(wanted, family)
        pango_font_description_set_absolute_size(wanted, 12 * wasl_pango_scale)
        guard let font = pango_context_load_font(context, wanted) else { return nil }
        defer { g_object_unref(font) }
        let found = pango_font_describe(font)
        defer { pango_font_description_free(found) }
        return pango_font_description_get_family(found).map { String(cString: $0) }
    }
}
