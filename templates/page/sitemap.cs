<?xml version="1.0" encoding="utf-8"?>
<?cs # addresses for search engines: Topics.N.address Rubrics.N.slug Events.N.id Stories.N.slug, each .changed.iso; Site.address ?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<?cs each:topic = Topics ?><url><loc><?cs var:Site.address ?><?cs var:topic.address ?></loc><?cs if:topic.changed.iso ?><lastmod><?cs var:topic.changed.iso ?></lastmod><?cs /if ?></url>
<?cs /each ?><?cs each:rubric = Rubrics ?><url><loc><?cs var:Site.address ?>/news/<?cs var:rubric.slug ?>/</loc><?cs if:rubric.changed.iso ?><lastmod><?cs var:rubric.changed.iso ?></lastmod><?cs /if ?></url>
<?cs /each ?><?cs each:event = Events ?><url><loc><?cs var:Site.address ?>/events/<?cs var:event.id ?></loc><lastmod><?cs var:event.changed.iso ?></lastmod></url>
<?cs /each ?><?cs each:story = Stories ?><url><loc><?cs var:Site.address ?>/story/<?cs var:story.slug ?></loc><lastmod><?cs var:story.changed.iso ?></lastmod></url>
<?cs /each ?></urlset>
