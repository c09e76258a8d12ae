<?cs # how to join: Topic.* Site.contact .email ?>
<?cs set:Page.title = Topic.title ?><?cs set:Page.description = Topic.lead ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<?cs include!"part/page_topic.cs" ?>
<main id="main">
<?cs call:page_topic_head() ?>
<div class="wrap">
<?cs call:page_topic_title() ?>
<div class="cols">
<div>
<?cs call:page_topic_text() ?><?cs if:!Topic.html ?><p class="empty">Порядок ещё пишется. Пока обратитесь к куратору.</p><?cs /if ?>
</div>
<div>
<section class="box t" aria-labelledby="h-cur">
<h2 id="h-cur">К кому обратиться</h2>
<?cs if:Site.contact ?><p><?cs var:Site.contact ?></p>
<?cs /if ?><?cs if:Site.email ?><p><a class="btn" href="mailto:<?cs var:Site.email ?>">Написать куратору</a></p>
<p class="meta"><?cs var:Site.email ?></p>
<?cs elif:!Site.contact ?><p>Контакт куратора скоро появится. Пока спросите в школе: <?cs var:Site.school ?>.</p>
<?cs /if ?></section>
</div>
</div>
<?cs call:page_topic_foot() ?>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
