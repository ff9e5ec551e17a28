"""The functions of pdfium that are called often, with plain integers as handles.

The bindings of pypdfium2 wrap every handle in a new pointer object; here it is a number, which is five times
faster and may be a key. pdfium isn't safe for threads: nothing here is called from two.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import CFUNCTYPE, c_double, c_float, c_int, c_ulong, c_void_p, cast
from typing import Any

import pypdfium2.raw as pdfium

_HANDLE = c_void_p


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    return CFUNCTYPE(result, *arguments)(cast(getattr(pdfium, name), c_void_p).value or 0)


count_pages = _function("FPDF_GetPageCount", c_int, _HANDLE)
load_page = _function("FPDF_LoadPage", _HANDLE, _HANDLE, c_int)
close_page = _function("FPDF_ClosePage", None, _HANDLE)
page_width = _function("FPDF_GetPageWidthF", c_float, _HANDLE)
page_height = _function("FPDF_GetPageHeightF", c_float, _HANDLE)
render_page = _function("FPDF_RenderPageBitmap", None, _HANDLE, _HANDLE, *(c_int,) * 6)
page_box = _function("FPDF_GetPageBoundingBox", c_int, _HANDLE, _HANDLE)

load_text = _function("FPDFText_LoadPage", _HANDLE, _HANDLE)
close_text = _function("FPDFText_ClosePage", None, _HANDLE)
count_characters = _function("FPDFText_CountChars", c_int, _HANDLE)
get_text = _function("FPDFText_GetText", c_int, _HANDLE, c_int, c_int, _HANDLE)
unicode_of = _function("FPDFText_GetUnicode", c_int, _HANDLE, c_int)
is_generated = _function("FPDFText_IsGenerated", c_int, _HANDLE, c_int)
text_object = _function("FPDFText_GetTextObject", _HANDLE, _HANDLE, c_int)
character_box = _function("FPDFText_GetLooseCharBox", c_int, _HANDLE, c_int, _HANDLE)
character_origin = _function("FPDFText_GetCharOrigin", c_int, _HANDLE, c_int, _HANDLE, _HANDLE)
character_matrix = _function("FPDFText_GetMatrix", c_int, _HANDLE, c_int, _HANDLE)
font_size = _function("FPDFText_GetFontSize", c_double, _HANDLE, c_int)

font_of = _function("FPDFTextObj_GetFont", _HANDLE, _HANDLE)
render_mode = _function("FPDFTextObj_GetTextRenderMode", c_int, _HANDLE)
font_name = _function("FPDFFont_GetBaseFontName", c_ulong, _HANDLE, _HANDLE, c_ulong)
font_weight = _function("FPDFFont_GetWeight", c_int, _HANDLE)
font_flags = _function("FPDFFont_GetFlags", c_int, _HANDLE)

count_objects = _function("FPDFPage_CountObjects", c_int, _HANDLE)
get_object = _function("FPDFPage_GetObject", _HANDLE, _HANDLE, c_int)
object_type = _function("FPDFPageObj_GetType", c_int, _HANDLE)
object_bounds = _function("FPDFPageObj_GetBounds", c_int, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
object_matrix = _function("FPDFPageObj_GetMatrix", c_int, _HANDLE, _HANDLE)
count_form_objects = _function("FPDFFormObj_CountObjects", c_int, _HANDLE)
form_object = _function("FPDFFormObj_GetObject", _HANDLE, _HANDLE, c_ulong)
count_segments = _function("FPDFPath_CountSegments", c_int, _HANDLE)
path_segment = _function("FPDFPath_GetPathSegment", _HANDLE, _HANDLE, c_int)
segment_point = _function("FPDFPathSegment_GetPoint", c_int, _HANDLE, _HANDLE, _HANDLE)
segment_type = _function("FPDFPathSegment_GetType", c_int, _HANDLE)
segment_close = _function("FPDFPathSegment_GetClose", c_int, _HANDLE)
draw_mode = _function("FPDFPath_GetDrawMode", c_int, _HANDLE, _HANDLE, _HANDLE)
