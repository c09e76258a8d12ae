<?xml version="1.0" encoding="utf-8"?>
<?cs # the parts of a long sitemap: Parts.N.n Site.address ?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc><?cs var:Site.address ?>/sitemap/pages.xml</loc></sitemap>
<?cs each:part = Parts ?><sitemap><loc><?cs var:Site.address ?>/sitemap/stories-<?cs var:part.n ?>.xml</loc></sitemap>
<?cs /each ?></sitemapindex>
