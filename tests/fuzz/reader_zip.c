/* Any bytes as an archive: it is one of the three kinds and what it says is
 * JSON and UTF-8, or it is refused. */
#include "reader_fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct input in = { data, n };

	read_all(&in, BLOCKS_TEXT);
	read_all(&in, BLOCKS_TABLES);
	return 0;
}
