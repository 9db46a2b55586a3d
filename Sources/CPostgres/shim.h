// Debian's libpq-dev puts it into a folder of its own, which pkg-config names.
#include <libpq-fe.h>
