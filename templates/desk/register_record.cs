<?cs # a record of a register: Register.* Record.* Conflict Fields.N id type label help required value words checked error max differs theirs ?>
<?cs # Fields.N.Choices.N File.* Versions.N id slug filename label size created scanned ?>
<?cs include!"layout/desk_top.cs" ?>
<?cs include!"part/desk_register_field.cs" ?>
    <div class="ph">
      <div>
        <p><a href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>"><?cs var:Register.title ?></a></p>
        <h1><?cs var:Page.title ?></h1>
        <?cs if:Record.id ?><p>Изменена <?cs var:Record.updated.near ?></p><?cs /if ?>
      </div>
      <?cs if:Record.id ?><p class="acts"><?cs if:Register.address || Record.archived ?><?cs call:badge(Record.css, Record.label) ?><?cs /if ?><?cs if:Record.shown && Register.address ?> <a class="btn quiet" href="<?cs var:Base ?><?cs var:Register.address ?>#r<?cs var:Record.id ?>">На сайте</a><?cs /if ?></p><?cs /if ?>
    </div>
<?cs if:Register.may_write ?>
    <form class="narrower" method="post" action="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>/<?cs if:Record.id ?><?cs var:Record.id ?><?cs else ?>new<?cs /if ?>" enctype="multipart/form-data" novalidate>
      <?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Record.version ?>">
      <section class="panel" aria-label="Поля записи">
<?cs each:field = Fields ?>
<?cs call:register_field(field) ?>
<?cs /each ?>
      </section>
      <div class="foot">
        <span class="meta"><?cs if:Register.personal ?>Каждый просмотр записывается в журнал<?cs elif:Record.shown ?>Изменения сразу увидят читатели<?cs elif:Record.archived ?>Запись в архиве<?cs elif:Record.id ?>Читатели эту запись не видят<?cs else ?>Новая запись не видна, пока её не покажут<?cs /if ?></span>
        <button type="submit" class="btn" name="do" value="save">Сохранить</button>
<?cs if:Me.may_plan && Record.shown ?>
        <button type="submit" class="btn quiet" name="do" value="hide">Сохранить и скрыть</button>
<?cs elif:Me.may_plan && !Record.archived && Register.address ?>
        <button type="submit" class="btn quiet" name="do" value="show">Сохранить и показать</button>
<?cs /if ?>
      </div>
    </form>
<?cs else ?>
    <section class="panel narrower">
      <h2 class="vh">Поля записи</h2>
      <dl class="facts wide">
<?cs each:field = Fields ?>
<?cs call:register_value(field) ?>
<?cs /each ?>
      </dl>
    </section>
<?cs /if ?>
<?cs if:Me.may_plan && Record.id ?>
    <details class="panel fold narrower f">
      <summary><b><?cs if:Record.archived ?>Вернуть запись<?cs else ?>Убрать в архив<?cs /if ?></b></summary>
<?cs if:Record.archived ?>
      <form method="post" action="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>/<?cs var:Record.id ?>/restore"><?cs call:csrf() ?><p>Запись вернётся в список<?cs if:Register.address ?> скрытой. Показать её на сайте можно потом<?cs /if ?>.</p><p class="acts f"><button type="submit" class="btn quiet">Вернуть</button></p></form>
<?cs else ?>
      <form method="post" action="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>/<?cs var:Record.id ?>/archive"><?cs call:csrf() ?><p>Запись и её файлы исчезнут из списка<?cs if:Register.address ?> и с сайта<?cs /if ?>, но останутся в архиве. Несохранённые изменения на этой странице пропадут.</p><p class="acts f"><button type="submit" class="btn quiet">Убрать в архив</button></p></form>
<?cs /if ?>
    </details>
<?cs /if ?>
<?cs if:Me.may_journal && Record.id ?>
    <p class="meta f"><a href="<?cs var:Base ?>/desk/journal?kind=record&amp;record=<?cs var:Record.id ?>">Кто и когда менял запись</a></p>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
