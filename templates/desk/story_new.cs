<?cs # a new story: Form.kind .event .at Kinds.N Events.N ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><p><a href="<?cs var:Base ?>/desk/plan">Медиаплан</a></p><h1>Новый материал</h1></div></div>
    <form class="panel narrower" method="post" action="<?cs var:Base ?>/desk/story/new">
      <?cs call:csrf() ?>
      <div class="f<?cs if:Form.kind.error ?> err<?cs /if ?>"><label for="kind">Вид</label><?cs call:wrong(Form.kind, "kind") ?><select id="kind" name="kind"<?cs call:invalid(Form.kind, "kind") ?>><?cs call:choices(Kinds) ?></select></div>
      <div class="f<?cs if:Form.event.error ?> err<?cs /if ?>"><label for="event">К какому событию</label><p class="hint">Материал к событию получит своё окно: когда он должен выйти.</p><?cs call:wrong(Form.event, "event") ?><select id="event" name="event"<?cs call:invalid(Form.event, "event") ?>><option value="0">Без события</option><?cs call:choices(Events) ?></select></div>
<?cs call:moment(Form.at, "at", "at", "Когда выйдет (можно решить потом)") ?>
      <p class="acts f"><button type="submit" class="btn">Начать писать</button> <a class="lk" href="<?cs var:Base ?>/desk/plan">Не надо</a></p>
    </form>
<?cs include!"layout/desk_bottom.cs" ?>
