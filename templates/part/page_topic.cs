<?cs # macros of a standing page: Topic.title .lead .html .updated.*; after part/page_card.cs ?>
<?cs def:page_topic_head() ?>
<?cs call:page_crumbs("", "", Topic.title) ?>
<?cs /def ?>
<?cs def:page_topic_title() ?>
<div class="title">
<h1><?cs var:Topic.title ?></h1>
<?cs if:Topic.lead ?><p class="lead"><?cs var:Topic.lead ?></p>
<?cs /if ?></div>
<?cs /def ?>
<?cs def:page_topic_foot() ?><?cs if:Topic.updated.ru ?><p class="meta after">Страница обновлена <time datetime="<?cs var:Topic.updated.iso ?>"><?cs var:Topic.updated.ru ?></time></p>
<?cs /if ?><?cs /def ?>
<?cs def:page_topic_text() ?><?cs if:Topic.html ?><div class="prose">
<?cs var:raw(Topic.html) ?>
</div>
<?cs /if ?><?cs /def ?>
