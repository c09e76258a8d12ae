#include "errors.h"

#include <stddef.h>

static const struct {
	int code;
	const char *text;
} errors[] = {
	{ VK_METHOD, "Unknown method passed" },
	{ VK_AUTH, "User authorization failed" },
	{ VK_TOO_MANY, "Too many requests per second" },
	{ VK_REQUEST, "Invalid request" },
	{ VK_ACCESS, "Access denied" },
	{ VK_UPLOAD, "Upload error" },
	{ VK_GROUP_AUTH, "Group authorization failed" },
	{ VK_APP_AUTH, "Application authorization failed" },
	{ VK_PARAM, "One of the parameters specified was missing or invalid" },
	{ VK_NOT_FOUND, "Not found" },
	{ VK_SAVE_FILE, "Couldn't save file" },
	{ VK_ALBUM_ID, "Invalid album id" },
	{ VK_SERVER, "Invalid server" },
	{ VK_HASH, "Invalid hash" },
	{ VK_PHOTO, "Invalid photo" },
	{ VK_ALBUM_ACCESS, "Access denied" },
	{ VK_ALBUM_FULL, "This album is full" },
	{ VK_WALL_POST, "Access to wall's post denied" },
	{ VK_ADD_REPLY, "Access to status replies denied" },
	{ VK_WALL_ADD_POST, "Access to adding post denied" },
	{ VK_PROFILE_TYPE, "Method is not available for this profile type" },
	{ VK_HTTP_METHOD, "Not supported http method" },
};

const char *
errors_text(int code)
{
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++)
		if (errors[i].code == code)
			return errors[i].text;
	return "Unknown error occurred";
}
