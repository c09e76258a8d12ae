<?cs # documents: Topic.* Parts.N.anchor .name .title .count .Records.N.title .kind .number .date .signer .status .about .file .url ?>
<?cs set:Page.title = Topic.title ?><?cs set:Page.description = Topic.lead ?>
<?cs include!"layout/page_top.cs" ?>
<?cs include!"part/page_card.cs" ?>
<?cs include!"part/page_topic.cs" ?>
<?cs include!"part/page_record.cs" ?>
<?cs def:page_level(part) ?><?cs if:part.name == "school" ?>Школьные<?cs elif:part.name == "municipal" ?>Муниципальные<?cs elif:part.name == "regional" ?>Региональные<?cs elif:part.name == "federal" ?>Федеральные<?cs else ?><?cs var:part.title ?><?cs /if ?><?cs /def ?>
<main id="main">
<?cs call:page_topic_head() ?>
<div class="wrap">
<?cs call:page_topic_title() ?>
<?cs call:page_topic_text() ?>
<?cs if:subcount(Parts) > #1 ?>
<nav aria-label="Уровни">
<ul class="chips">
<?cs each:part = Parts ?><li><a href="#g<?cs var:part.anchor ?>"><?cs call:page_level(part) ?> <small><?cs var:part.count ?></small></a></li>
<?cs /each ?></ul>
</nav>
<?cs /if ?>
<?cs each:part = Parts ?>
<section class="sec" id="g<?cs var:part.anchor ?>" aria-labelledby="h<?cs var:part.anchor ?>">
<div class="head"><h2 id="h<?cs var:part.anchor ?>"><?cs call:page_level(part) ?></h2></div>
<ul>
<?cs each:record = part.Records ?>
<li class="doc" id="r<?cs var:record.id ?>">
<?cs if:record.file.label ?><b aria-hidden="true"><?cs var:record.file.label ?></b>
<?cs elif:record.url ?><b aria-hidden="true">Сайт</b>
<?cs /if ?><div>
<h3><?cs if:record.file.address ?><a href="<?cs var:Base ?><?cs var:record.file.address ?>"><?cs var:record.title ?></a><?cs elif:record.url ?><a href="<?cs var:record.url ?>"><?cs var:record.title ?></a><?cs else ?><?cs var:record.title ?><?cs /if ?></h3>
<p class="meta"><?cs var:record.kind.words ?><?cs if:record.number ?> № <?cs var:record.number ?><?cs /if ?><?cs if:record.date ?> от <time datetime="<?cs var:record.date ?>"><?cs var:record.date.words ?></time><?cs /if ?><?cs if:record.signer ?>, <?cs var:record.signer ?><?cs /if ?></p>
<?cs if:record.file.address ?><p class="meta"><?cs call:page_file_kind(record.file) ?>, размещён <?cs var:record.file.added.ru ?></p>
<?cs /if ?><?cs if:record.status ?><p><span class="tag<?cs if:record.status == "void" ?> void<?cs /if ?>"><?cs var:record.status.words ?></span></p>
<?cs /if ?><?cs call:page_lines(record.about) ?>
<?cs if:record.url && record.file.address ?><p><a class="more" href="<?cs var:record.url ?>">На сайте источника</a></p>
<?cs /if ?><?cs call:page_versions(record.file) ?></div>
</li>
<?cs /each ?></ul>
</section>
<?cs /each ?>
<?cs if:!subcount(Parts) ?>
<p class="empty after">Документов пока нет. Когда школа их разместит, они появятся здесь.</p>
<?cs /if ?>
<?cs call:page_topic_foot() ?>
</div>
</main>
<?cs include!"layout/page_bottom.cs" ?>
