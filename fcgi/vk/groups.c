#include "base/arena.h"
#include "vk/answer.h"
#include "vk/groups.h"
#include "vk/wall.h"

char *
groups_plain_body(struct arena *a)
{
	return arena_strdup(a, "v=" WALL_V);
}

char *
groups_by_id_body(struct arena *a, int64_t group_id)
{
	if (group_id == 0)
		return groups_plain_body(a);
	return arena_printf(a,
	    "group_id=%lld&fields=screen_name%%2Cadmin_level%%2Cis_admin"
	    "&v=" WALL_V,
	    (long long)group_id);
}

enum rc
groups_read(struct arena *a, const json_t *response, struct groups_group *out)
{
	const json_t *list = json_object_get(response, "groups");
	const json_t *g;

	/* Before 5.139 it was the bare array. */
	g = json_array_get(json_is_array(list) ? list : response, 0);
	out->id = answer_int(g, "id");
	out->name = arena_strdup(a, answer_text(g, "name"));
	out->screen_name = arena_strdup(a, answer_text(g, "screen_name"));
	out->admin_level = (int)answer_int(g, "admin_level");
	out->deactivated = json_object_get(g, "deactivated") != NULL;
	return out->id > 0 ? RC_OK : RC_INVALID;
}

int64_t
groups_mask_read(const json_t *response)
{
	return answer_int(response, "mask");
}

int64_t
groups_user_read(const json_t *response)
{
	return answer_int(json_array_get(response, 0), "id");
}
