#ifndef ERRORS_H
#define ERRORS_H

/* Codes of VK and their texts. */

enum {
	VK_METHOD = 3,
	VK_AUTH = 5,
	VK_TOO_MANY = 6,
	VK_REQUEST = 8,
	VK_ACCESS = 15,
	VK_UPLOAD = 22,
	VK_GROUP_AUTH = 27,
	VK_APP_AUTH = 28,
	VK_PARAM = 100,
	VK_NOT_FOUND = 104,
	VK_SAVE_FILE = 105,
	VK_ALBUM_ID = 114,
	VK_SERVER = 118,
	VK_HASH = 121,
	VK_PHOTO = 129,
	VK_DOC_ID = 1150,
	VK_WALL_POST = 210,
	VK_WALL_ADD_POST = 214,
	VK_PROFILE_TYPE = 1051,
	VK_HTTP_METHOD = 9999,
	VK_SUB_SCOPES = 1133,
};

const char *errors_text(int code);	/* never NULL */

#endif
