<?xml version="1.0" encoding="utf-8"?>
<?cs # addresses for search engines: Rubrics.N.slug Stories.N.slug .changed.iso Site.address ?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc><?cs var:Site.address ?>/</loc></url>
  <url><loc><?cs var:Site.address ?>/news/</loc></url>
  <url><loc><?cs var:Site.address ?>/events/</loc></url>
<?cs each:rubric = Rubrics ?>
  <url><loc><?cs var:Site.address ?>/news/<?cs var:rubric.slug ?>/</loc></url>
<?cs /each ?>
<?cs each:story = Stories ?>
  <url><loc><?cs var:Site.address ?>/story/<?cs var:story.slug ?></loc><lastmod><?cs var:story.changed.iso ?></lastmod></url>
<?cs /each ?>
</urlset>
