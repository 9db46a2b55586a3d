// The system's zlib; Debian and Ubuntu call the package zlib1g-dev.
#include <zlib.h>
