<?cs # an event with its stories: Event.* Form.* Conflict Who.N Slots.N Stories.N Ruler.N Windows.N; part/desk_attendance.cs ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div>
        <p><a href="<?cs var:Base ?>/desk/events">События</a> / <?cs var:Event.when ?></p>
        <h1><?cs var:Event.title ?></h1>
      </div>
      <p class="acts"><?cs if:Event.cancelled ?><span class="st s-skipped">Отменено</span><?cs /if ?><?cs if:Event.public ?> <a class="btn quiet" href="<?cs var:Base ?>/events/<?cs var:Event.id ?>">На сайте</a><?cs /if ?></p>
    </div>
    <div class="duo even">
      <div>
        <section class="panel" aria-labelledby="h-out">
          <h2 id="h-out">Что выйдет об этом событии</h2>
<?cs if:Event.stories == "0" ?>
          <p class="f">Материалов к событию пока нет.</p>
<?cs else ?>
          <div class="ruler" aria-hidden="true"><?cs each:day = Ruler ?><span<?cs if:day.event ?> class="x"<?cs elif:day.now ?> class="y"<?cs /if ?>><?cs var:day.day ?></span><?cs /each ?><?cs each:window = Windows ?><i class="s-<?cs var:window.css ?> from-<?cs var:window.from ?> to-<?cs var:window.to ?>"><?cs var:window.text ?></i><?cs /each ?></div>
          <ul class="list f">
<?cs each:story = Stories ?>
            <li>
              <span class="w"><?cs var:story.when ?></span>
              <div class="g"><?cs var:story.title ?> <?cs call:badge(story.css, story.label) ?><br><small><?cs var:story.kind ?><?cs if:story.note ?>, <?cs var:story.note ?><?cs /if ?></small></div>
              <a class="btn quiet" href="<?cs var:Base ?>/desk/story/<?cs var:story.id ?>"><?cs if:story.slot && Me.may_write ?>Написать<?cs else ?>Открыть<?cs /if ?><span class="vh">: <?cs var:story.kind ?></span></a>
            </li>
<?cs /each ?>
          </ul>
<?cs /if ?>
<?cs if:Me.may_plan && !Event.cancelled ?>
          <details class="fold">
            <summary>Добавить материал</summary>
            <form class="acts f" method="post" action="<?cs var:Base ?>/desk/event/<?cs var:Event.id ?>/slot"><?cs call:csrf() ?>
              <label for="slot-kind" class="vh">Вид материала</label>
              <select id="slot-kind" name="kind" class="auto"><?cs each:slot = Slots ?><option value="<?cs var:slot.value ?>"><?cs var:slot.label ?>: <?cs var:slot.rule ?></option><?cs /each ?></select>
              <button type="submit" class="btn quiet">Добавить окно</button>
            </form>
          </details>
<?cs /if ?>
        </section>
<?cs include!"part/desk_attendance.cs" ?>
<?cs if:Conflict ?>
        <section class="panel" aria-labelledby="h-now">
          <h2 id="h-now">Сохранено сейчас</h2>
          <dl class="facts">
            <div><dt>Название</dt><dd><?cs var:Event.title ?></dd></div>
            <div><dt>Начало</dt><dd><?cs var:Event.starts.full ?>, <?cs var:Event.starts.hm ?></dd></div>
            <div><dt>Конец</dt><dd><?cs var:Event.ends.full ?>, <?cs var:Event.ends.hm ?></dd></div>
            <div><dt>Место</dt><dd><?cs var:Event.place ?></dd></div>
            <div><dt>Для кого</dt><dd><?cs var:Event.audience ?></dd></div>
            <div><dt>О событии</dt><dd><?cs var:Event.about ?></dd></div>
          </dl>
        </section>
<?cs /if ?>
<?cs if:Me.may_plan ?>
        <details class="panel fold">
          <summary><b><?cs if:Event.cancelled ?>Вернуть событие<?cs else ?>Отменить событие<?cs /if ?></b></summary>
<?cs if:Event.cancelled ?>
          <form method="post" action="<?cs var:Base ?>/desk/event/<?cs var:Event.id ?>/restore"><?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Event.version ?>"><p>Событие снова появится в плане и на сайте.</p><p class="acts f"><button type="submit" class="btn quiet">Вернуть событие</button></p></form>
<?cs else ?>
          <form method="post" action="<?cs var:Base ?>/desk/event/<?cs var:Event.id ?>/cancel"><?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Event.version ?>">
            <p>Пустые окна закроются с этой причиной. Написанные и вышедшие материалы останутся.</p>
            <p class="f"><label class="opt"><input type="checkbox" name="sure" value="1" required> Событие не состоится</label></p>
            <p class="acts f"><button type="submit" class="btn quiet">Отменить событие</button></p>
          </form>
<?cs /if ?>
        </details>
<?cs /if ?>
      </div>
<?cs if:Me.may_plan ?>
      <form class="panel" method="post" action="<?cs var:Base ?>/desk/event/<?cs var:Event.id ?>">
        <h2>О событии</h2>
        <?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Event.version ?>">
<?cs include!"part/desk_event_fields.cs" ?>
        <p class="hint f">Если сдвинуть начало, пустые и неотправленные окна сдвинутся вместе с ним. Вышедшее не изменится.</p>
        <p class="acts f"><button type="submit" class="btn">Сохранить</button></p>
      </form>
<?cs else ?>
      <section class="panel">
        <h2>О событии</h2>
        <dl class="facts">
          <div><dt>Начало</dt><dd><?cs var:Event.starts.full ?>, <?cs var:Event.starts.hm ?></dd></div>
          <div><dt>Конец</dt><dd><?cs var:Event.ends.full ?>, <?cs var:Event.ends.hm ?></dd></div>
          <div><dt>Место</dt><dd><?cs var:Event.place ?></dd></div>
          <div><dt>Для кого</dt><dd><?cs var:Event.audience ?></dd></div>
          <div><dt>Ответственный</dt><dd><?cs var:Event.responsible ?></dd></div>
        </dl>
        <p class="f"><?cs var:Event.about ?></p>
      </section>
<?cs /if ?>
    </div>
<?cs include!"layout/desk_bottom.cs" ?>
