#ifndef PEOPLE_ROLE_H
#define PEOPLE_ROLE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;

/* Roles of R131 that sign in here; an account may hold several. */
enum role {
	ROLE_DIRECTOR = BIT(0),
	ROLE_CURATOR = BIT(1),
	ROLE_EDITOR = BIT(2),
	ROLE_PSYCHOLOGIST = BIT(3),
	ROLE_MENTOR = BIT(4),
	ROLE_PD_OFFICER = BIT(5),
	ROLE_ADMIN = BIT(6)
};

/* Who may do what: the access matrix of the desk. */
enum {
	MAY_SEE = ROLE_DIRECTOR | ROLE_CURATOR | ROLE_EDITOR |
		  ROLE_PSYCHOLOGIST | ROLE_MENTOR | ROLE_PD_OFFICER |
		  ROLE_ADMIN,
	MAY_WRITE = ROLE_EDITOR | ROLE_CURATOR | ROLE_DIRECTOR,
	MAY_PLAN = ROLE_CURATOR | ROLE_DIRECTOR,
	MAY_APPROVE = ROLE_DIRECTOR,
	MAY_DECIDE = ROLE_CURATOR | ROLE_DIRECTOR, /* unclear publications */
	MAY_ADMIN = ROLE_ADMIN,			   /* accounts, VK keys */
	/* Lists of people who may not have agreed to it yet. */
	MAY_SEE_PEOPLE = ROLE_DIRECTOR | ROLE_CURATOR | ROLE_PD_OFFICER,
	MAY_READ_JOURNAL = ROLE_DIRECTOR | ROLE_ADMIN | ROLE_PD_OFFICER
};

struct role_name {
	unsigned bit;
	const char *word;  /* "curator": CLI, database-free */
	const char *title; /* "куратор" */
};
extern const struct role_name role_names[];
extern const int role_names_n;

/* "curator,admin" to bits; 0 if a word is unknown. */
unsigned role_parse(const char *words);
/* "куратор, администратор" */
char *role_titles(struct arena *, unsigned roles);

/* Somebody who acts: from a session, the command line or the program. */
struct actor {
	int64_t account_id; /* 0: the program itself or the command line */
	const char *name;
	unsigned roles;
};

#endif
