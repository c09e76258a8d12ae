<?cs # terms by letter: Topic.* .letters Parts.N.anchor .title .Records.N.term .definition .source ?>
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
<?cs if:Topic.letters ?>
<nav aria-label="Буквы">
<ul class="chips letters">
<?cs each:part = Parts ?><li><a href="#g<?cs var:part.anchor ?>"><?cs var:part.title ?></a></li>
<?cs /each ?></ul>
</nav>
<?cs /if ?>
<?cs each:part = Parts ?>
<?cs if:Topic.letters ?><h2 class="letter" id="g<?cs var:part.anchor ?>"><?cs var:part.title ?></h2>
<?cs /if ?><dl class="terms">
<?cs each:record = part.Records ?><div id="r<?cs var:record.id ?>"><dt><?cs var:record.term ?></dt><dd><?cs call:page_lines(record.definition) ?><?cs if:record.source ?><p class="meta">Источник: <?cs var:record.source ?></p><?cs /if ?></dd></div>
<?cs /each ?></dl>
<?cs /each ?>
<?cs if:!subcount(Parts) ?>
<p class="empty after">Слов пока нет.</p>
<?cs /if ?>
<?cs call:page_topic_foot() ?>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
