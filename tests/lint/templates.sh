#!/bin/sh
# What a template may hold (README, "Templates"): ClearSilver 0.10.5 has
# commands that print a value raw, read files of any name or end the process.
# A list of forbidden words lets too much through, so this names what is
# allowed.  Prints what it refuses; exit 1 if there is anything.

# Every place where ready HTML is printed without escaping.  Each value must
# come from view_html with the output of our own renderer.
raw_allowed='
page/story.cs: <?cs var:raw(Story.html) ?>
page/forms.cs: <?cs var:raw(record.about.html) ?>
part/page_practice.cs: <?cs var:raw(record.actions.html) ?>
part/page_topic.cs: <?cs var:raw(Topic.html) ?>
part/desk_story_read.cs: <?cs var:raw(Story.html) ?>
desk/topic.cs: <?cs var:raw(Topic.html) ?>
'

dir=${1:-templates}
bad=0

say() {
	[ -z "$2" ] && return
	echo "$1:"
	echo "$2" | sed 's/^/  /'
	bad=1
}

# One line per tag; a tag that is not closed on its own line comes out
# without its end.
tags() { grep -rnoiP --include='*.cs' '<\?cs(?:(?!\?>).)*(?:\?>)?' "$dir"; }

all=$(tags)
[ -n "$all" ] || say 'no tags at all: this lint is broken' "$dir"

say 'only these commands, in lower case, one space after <?cs, closed on the same line' \
    "$(echo "$all" | grep -vP ':<\?cs (?:(?:var|if|elif|set|each|loop|with|def|call):|else |include!"[a-z][a-z0-9_/]*\.cs" |/(?:if|each|loop|with|def) |#).*\?>$')"

# Outside string constants and comments.
say 'no arithmetic but + and -, no string.slice, an escaper only as a whole expression' \
    "$(echo "$all" | grep -vP ':<\?cs #' | sed -E "s/\"[^\"]*\"|'[^']*'//g" |
	grep -iE '<\?cs [a-z]+:.*([*/%]|string\.slice|(html|js|url|raw)\(.*\) *\+|\+.*(html|js|url|raw)\()')"

say 'raw( stands where the list at the top of this lint does not allow it' \
    "$(echo "$all" | grep -iP '\braw\s*\(' | sed -E "s|^$dir/*||; s|:[0-9]+:|: |" |
	while IFS= read -r place; do
		echo "$raw_allowed" | grep -qxF -- "$place" || echo "$place"
	done)"

say 'the list at the top of this lint allows a raw( that stands nowhere' \
    "$(echo "$raw_allowed" | sed '/^$/d' | while IFS= read -r place; do
		file=${place%%: *}
		grep -qF -- "${place#*: }" "$dir/$file" 2>/dev/null || echo "$place"
	done)"

# An attribute without quotes can be left by a value with a blank.
say 'a value in an attribute without quotes' \
    "$(grep -rnP --include='*.cs' '\s[a-z-]+=<\?cs var:' "$dir")"

# Our addresses and styles only (Content-Security-Policy says the same).
say 'inline style, script or handler' \
    "$(grep -rniP --include='*.cs' '<style|\sstyle=|\son[a-z]+="|<script(?![^>]*\ssrc=)|javascript:' "$dir")"

exit $bad
