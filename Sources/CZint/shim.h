// The system's barcode encoder; Debian and Ubuntu call the package libzint-dev.
#include <zint.h>
