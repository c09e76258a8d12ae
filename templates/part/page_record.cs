<?cs # macros of records: Base; a record's fields by name, a text as .lines.N.text ?>
<?cs # a file: address label size filename added.ru scanned earlier versions.N of the same ?>
<?cs def:page_lines(field) ?><?cs each:line = field.lines ?><p><?cs var:line.text ?></p><?cs /each ?><?cs /def ?>
<?cs def:page_file_kind(file) ?><?cs var:file.label ?>, <?cs var:file.size ?><?cs /def ?>
<?cs def:page_versions(file) ?><?cs if:file.scanned ?><p class="meta">Это снимки страниц: программа чтения с экрана их не прочтёт. Текст можно спросить у куратора.</p>
<?cs /if ?><?cs if:file.earlier ?>
<details class="old"><summary><?cs var:file.earlier ?></summary>
<ul>
<?cs each:version = file.versions ?><li><a href="<?cs var:Base ?><?cs var:version.address ?>"><?cs var:version.filename ?></a> <small><?cs call:page_file_kind(version) ?>, от <?cs var:version.added.ru ?></small></li>
<?cs /each ?></ul>
</details>
<?cs /if ?><?cs /def ?>
<?cs def:page_file(file, words) ?><?cs if:file.address ?>
<div class="file"><p><a href="<?cs var:Base ?><?cs var:file.address ?>"><?cs var:words ?> (<?cs call:page_file_kind(file) ?>)</a> <small>от <?cs var:file.added.ru ?></small></p>
<?cs call:page_versions(file) ?></div>
<?cs /if ?><?cs /def ?>
