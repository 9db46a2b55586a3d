// The system's barcode encoder; Debian and Ubuntu call the package libzint-dev.
#include <zint.h>

// Whether a module is dark. Swift has no name for an array of this size.
static inline int boxoffice_zint_is_dark(const struct zint_symbol *symbol, int row, int column) {
    return (symbol->encoded_data[row][column / 8] >> (column % 8)) & 1;
}
