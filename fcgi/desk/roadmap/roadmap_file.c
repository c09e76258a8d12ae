#include "desk/roadmap/roadmap_file.h"

#include "import/import_file.h"
#include "web/request.h"

enum rc
desk_roadmap_file_read(struct arena *a, const struct upload *up,
    struct strbuf *out, const char **why)
{
	(void)a;
	return import_file_read(up->fd, out, why);
}
