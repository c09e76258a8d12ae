<?cs # one practice: id title form problem.lines actions.html result.lines file url; after part/page_record.cs ?>
<?cs def:page_practice(record, year) ?>
<article class="box practice" id="r<?cs var:record.id ?>">
<h3><?cs var:record.title ?></h3>
<?cs if:record.form ?><p class="meta"><?cs var:record.form ?></p>
<?cs /if ?><div class="grid">
<?cs if:record.problem ?><div><h4>С чего начали</h4>
<?cs call:page_lines(record.problem) ?></div>
<?cs /if ?><?cs if:record.actions ?><div><h4>Что делали</h4>
<div class="prose"><?cs var:raw(record.actions.html) ?></div></div>
<?cs /if ?><?cs if:record.result ?><div><h4>Что вышло</h4>
<?cs call:page_lines(record.result) ?></div>
<?cs /if ?></div>
<?cs call:page_file(record.file, "Материалы практики") ?>
<?cs if:record.url ?><p><a class="more" href="<?cs var:record.url ?>">Подробнее о практике</a></p>
<?cs /if ?></article>
<?cs /def ?>
