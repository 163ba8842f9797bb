#pragma once
#include <cairo/cairo.h>
#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>

/// Pango's units in one point; the header's own name is a macro that Swift sees only as an `Int32` literal.
static const double wasl_pango_scale = PANGO_SCALE;
