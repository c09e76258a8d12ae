<?xml version="1.0" encoding="utf-8"?>
<?cs # an Atom feed: Rubric.title (one rubric) Feed.updated.iso Stories.N Site.* Page.address ?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru">
  <title><?cs var:Site.title ?><?cs if:Rubric.title ?>: <?cs var:Rubric.title ?><?cs /if ?> — <?cs var:Site.school ?></title>
  <id><?cs var:Site.address ?><?cs var:Page.address ?></id>
  <link rel="self" type="application/atom+xml" href="<?cs var:Site.address ?><?cs var:Page.address ?>"/>
  <link rel="alternate" type="text/html" href="<?cs var:Site.address ?>/news/<?cs if:Rubric.slug ?><?cs var:Rubric.slug ?>/<?cs /if ?>"/>
  <updated><?cs var:Feed.updated.iso ?></updated>
  <author><name><?cs var:Site.school ?></name></author>
<?cs each:story = Stories ?>
  <entry>
    <title><?cs var:story.title ?></title>
    <id><?cs var:story.id ?></id>
    <link rel="alternate" type="text/html" href="<?cs var:Site.address ?>/story/<?cs var:story.slug ?>"/>
    <published><?cs var:story.published.iso ?></published>
    <updated><?cs var:story.updated.iso ?></updated>
<?cs if:story.rubric ?>
    <category term="<?cs var:story.rubric_slug ?>" label="<?cs var:story.rubric ?>"/>
<?cs /if ?>
    <summary><?cs var:story.lead ?></summary>
  </entry>
<?cs /each ?>
</feed>
