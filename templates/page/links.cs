<?cs # publications elsewhere: Topic.* Records.N.title .site .url .date .about ?>
<?cs set:Page.title = Topic.title ?><?cs set:Page.description = Topic.lead ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<?cs include!"part/page_topic.cs" ?>
<?cs include!"part/page_record.cs" ?>
<main id="main">
<?cs call:page_topic_head() ?>
<div class="wrap">
<?cs call:page_topic_title() ?>
<?cs call:page_topic_text() ?>
<?cs if:subcount(Records) ?>
<ul class="rows">
<?cs each:record = Records ?>
<li class="row" id="r<?cs var:record.id ?>"><div>
<p class="meta"><?cs var:record.site ?><?cs if:record.date ?> · <time datetime="<?cs var:record.date ?>"><?cs var:record.date.words ?></time><?cs /if ?></p>
<h2><a href="<?cs var:record.url ?>"><?cs var:record.title ?></a></h2>
<?cs call:page_lines(record.about) ?>
</div></li>
<?cs /each ?></ul>
<?cs else ?>
<p class="empty after">Публикаций на других сайтах пока нет.</p>
<?cs /if ?>
<?cs call:page_topic_foot() ?>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
