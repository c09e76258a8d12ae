<?cs # macros of crumbs, story and event cards; Base Site.title View.pictures_off ?>
<?cs # a story: title slug lead kind rubric published.* Photo.name .alt .width .height ?>
<?cs # an event: id title day month weekday starts.* ends.* one_day place audience past ?>
<?cs def:page_crumbs(middle, address, title) ?>
<nav class="crumbs wrap" aria-label="Вы здесь">
<ol itemscope itemtype="https://schema.org/BreadcrumbList">
<li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem"><a itemprop="item" href="<?cs var:Base ?>/"><span itemprop="name"><?cs var:Site.title ?></span></a><meta itemprop="position" content="1"></li>
<?cs if:middle ?>
<li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem"><a itemprop="item" href="<?cs var:Base ?><?cs var:address ?>"><span itemprop="name"><?cs var:middle ?></span></a><meta itemprop="position" content="2"></li>
<?cs /if ?>
<li aria-current="page" itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem"><span itemprop="name"><?cs var:title ?></span><meta itemprop="position" content="<?cs if:middle ?>3<?cs else ?>2<?cs /if ?>"></li>
</ol>
</nav>
<?cs /def ?>
<?cs def:page_picture(photo, large) ?><?cs if:photo.name ?><?cs if:View.pictures_off ?><?cs if:photo.alt ?><span class="noimg"><?cs var:photo.alt ?></span><?cs /if ?><?cs else ?><img src="<?cs var:Base ?>/media/<?cs var:photo.name ?>-480.webp"<?cs if:large ?> srcset="<?cs var:Base ?>/media/<?cs var:photo.name ?>-960.webp 2x"<?cs /if ?> width="<?cs var:photo.width ?>" height="<?cs var:photo.height ?>" alt="<?cs var:photo.alt ?>" loading="lazy"><?cs /if ?><?cs /if ?><?cs /def ?>
<?cs def:page_story_card(story) ?>
<article class="card">
<?cs call:page_picture(story.Photo, "1") ?>
<p class="meta"><time datetime="<?cs var:story.published.ymd ?>"><?cs var:story.published.ru ?></time> · <?cs var:story.kind ?></p>
<h4><a href="<?cs var:Base ?>/story/<?cs var:story.slug ?>"><?cs var:story.title ?></a></h4>
<?cs if:story.lead ?><p><?cs var:story.lead ?></p>
<?cs /if ?></article>
<?cs /def ?>
<?cs def:page_story_row(story) ?>
<li class="row<?cs if:story.Photo.name ?> pic<?cs /if ?>">
<?cs call:page_picture(story.Photo, "") ?>
<div>
<p class="meta"><time datetime="<?cs var:story.published.ymd ?>"><?cs var:story.published.ru ?></time><?cs if:story.rubric ?> · <?cs var:story.rubric ?><?cs /if ?> · <?cs var:story.kind ?></p>
<h3><a href="<?cs var:Base ?>/story/<?cs var:story.slug ?>"><?cs var:story.title ?></a></h3>
<?cs if:story.lead ?><p><?cs var:story.lead ?></p>
<?cs /if ?></div>
</li>
<?cs /def ?>
<?cs def:page_event_line(event) ?><?cs var:event.starts.hm ?><?cs if:event.one_day ?>–<?cs var:event.ends.hm ?><?cs else ?> — <?cs var:event.ends.day ?>, <?cs var:event.ends.hm ?><?cs /if ?><?cs if:event.place ?>, <?cs var:event.place ?><?cs /if ?><?cs if:event.audience ?>. <?cs var:event.audience ?><?cs /if ?><?cs /def ?>
<?cs def:page_event_row(event) ?>
<li class="ev<?cs if:event.past ?> past<?cs /if ?>">
<time datetime="<?cs var:event.starts.ymd ?>"><b><?cs var:event.day ?></b> <?cs var:event.month ?>,<br><?cs var:event.weekday ?></time>
<div>
<h3><a href="<?cs var:Base ?>/events/<?cs var:event.id ?>"><?cs var:event.title ?></a></h3>
<p class="meta"><?cs call:page_event_line(event) ?></p>
</div>
</li>
<?cs /def ?>
<?cs def:page_slide(photo, lazy) ?><?cs if:View.pictures_off ?><span class="noimg"><?cs if:photo.alt ?><?cs var:photo.alt ?><?cs else ?>Снимок <?cs var:photo.n ?><?cs /if ?></span><?cs else ?><img src="<?cs var:Base ?>/media/<?cs var:photo.name ?>-960.webp" srcset="<?cs var:Base ?>/media/<?cs var:photo.name ?>-480.webp 480w, <?cs var:Base ?>/media/<?cs var:photo.name ?>-960.webp 960w, <?cs var:Base ?>/media/<?cs var:photo.name ?>-1600.webp 1600w" sizes="(min-width: 64em) 52rem, 92vw" width="<?cs var:photo.width ?>" height="<?cs var:photo.height ?>" alt="<?cs if:photo.alt ?><?cs var:photo.alt ?><?cs else ?>Снимок <?cs var:photo.n ?><?cs /if ?>"<?cs if:lazy ?> loading="lazy"<?cs /if ?>><?cs /if ?><?cs /def ?>
