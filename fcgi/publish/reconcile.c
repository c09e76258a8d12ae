#include <string.h>

#include "publish/reconcile.h"
#include "vk/wall.h"

/* The same photo may come with or without its access key. */
static size_t
photo_length(const char *s)
{
	size_t n = strcspn(s, ","), i, parts = 0;

	for (i = 0; i < n; i++)
		if (s[i] == '_' && ++parts == 2)
			break;
	return i;
}

bool
reconcile_same_photos(const char *attachments, const char *photos)
{
	while (*attachments != '\0' || *photos != '\0') {
		size_t n = photo_length(attachments);

		if (n != photo_length(photos) ||
		    strncmp(attachments, photos, n) != 0)
			return false;
		attachments += strcspn(attachments, ",");
		photos += strcspn(photos, ",");
		attachments += *attachments == ',';
		photos += *photos == ',';
	}
	return true;
}

bool
reconcile_has_marker(const char *text, const char *marker)
{
	size_t n = strlen(marker);

	if (n == 0)
		return false;
	while ((text = strstr(text, marker)) != NULL) {
		text += n;
		if (*text < '0' || *text > '9')
			return true;
	}
	return false;
}

void
reconcile_look(const struct reconcile_want *want, const struct wall_post *list,
    int n, struct reconcile_tally *tally)
{
	for (int i = 0; i < n; i++) {
		const struct wall_post *p = &list[i];

		if (p->deleted || p->from_id != -want->group_id ||
		    !reconcile_has_marker(p->text, want->marker))
			continue;
		if (p->date >= want->from_at && p->date <= want->to_at &&
		    reconcile_same_photos(want->attachments, p->photos)) {
			if (tally->exact++ == 0)
				tally->post_id = p->id;
		} else if (tally->strange++ == 0 && tally->exact == 0) {
			tally->post_id = p->id;
		}
	}
}

enum reconcile_verdict
reconcile_decide(const struct reconcile_facts *f)
{
	if (f->tally.exact == 1 && f->tally.strange == 0)
		return RECONCILE_POSTED;
	if (f->tally.exact > 0 || f->tally.strange > 0)
		return RECONCILE_PERSON;
	/* An empty list is no proof of absence. */
	if (f->reads < f->reads_max)
		return RECONCILE_WAIT;
	if (f->resends > 0 || f->withdrawn ||
	    f->now - f->first_send_at >= f->resend_within_s)
		return RECONCILE_PERSON;
	/* A person's impatience does not make the readings count sooner. */
	if (f->now - f->last_send_at < f->reads_s)
		return RECONCILE_WAIT;
	return RECONCILE_RESEND;
}
