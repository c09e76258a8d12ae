<?cs # a standing page: Topic.title .lead .html .updated.* ?>
<?cs set:Page.title = Topic.title ?><?cs set:Page.description = Topic.lead ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<?cs include!"part/page_topic.cs" ?>
<main id="main">
<?cs call:page_topic_head() ?>
<div class="wrap">
<?cs call:page_topic_title() ?>
<?cs call:page_topic_text() ?><?cs if:!Topic.html ?><p class="empty">Эта страница ещё пишется.</p><?cs /if ?>
<?cs call:page_topic_foot() ?>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
