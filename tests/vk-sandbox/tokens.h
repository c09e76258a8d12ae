#ifndef TOKENS_H
#define TOKENS_H

#include "args.h"
#include "map.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum token_kind {
	TOKEN_COMMUNITY,
	TOKEN_USER,
	TOKEN_SERVICE,
	TOKEN_VKID,
	TOKEN__COUNT
};

enum { ROLE_NONE, ROLE_MODERATOR, ROLE_EDITOR, ROLE_ADMINISTRATOR };

struct token {
	int64_t id;
	enum token_kind kind;
	char *value;
	int64_t group_id, user_id; /* 0 = none */
	int64_t mask;
	json_t *permissions, *roles;
	int64_t expires_at;		 /* 0 = never */
	json_t *failing;		 /* error object, or NULL */
	int64_t window_ms, window_calls; /* rate limit, real time */
	struct token *chain;		 /* same first bytes */
};

void tokens_free(void);
const char *token_kind_name(enum token_kind);
/* Issue one as the control call says; NULL with the error in the args. */
struct token *tokens_add(struct args *);
struct token *tokens_by_value(const char *);
struct token *tokens_by_id(int64_t id);
size_t tokens_count(void); /* ids are 1..count */
json_t *tokens_save(void); /* for --keep */
void tokens_load(struct args *);
json_t *token_json(const struct token *);

bool token_expired(const struct token *);
bool token_has(const struct token *, int64_t bit);
/* Role in the community: of the person, or administrator for its key. */
int token_role(const struct token *, int64_t group_id);
bool token_take_call(struct token *); /* false: above the rate */
/* Name of a right by its bit, as groups.getTokenPermissions lists it. */
json_t *token_rights(const struct token *);

/* Copy of the text with every known token value replaced by (token N). */
char *tokens_hide(const char *);
/* Add the ids of token values that occur in the bytes to the array. */
void tokens_find(const char *, size_t len, json_t *ids);

#endif
