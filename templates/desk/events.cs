<?cs # events of the plan: Events.N id title starts when place audience responsible cancelled hidden; Events_past Events_n ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div><h1>События</h1></div>
      <?cs if:Me.may_plan ?><p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/event/new">Новое событие</a></p><?cs /if ?>
    </div>
    <nav aria-label="Какие события">
      <ul class="tabs">
        <li><a href="<?cs var:Base ?>/desk/events"<?cs if:!Events_past ?> aria-current="page"<?cs /if ?>>Впереди</a></li>
        <li><a href="<?cs var:Base ?>/desk/events?when=past"<?cs if:Events_past ?> aria-current="page"<?cs /if ?>>Прошли</a></li>
        <li><a href="<?cs var:Base ?>/desk/attendance">Кто пришёл</a></li>
      </ul>
    </nav>
<?cs if:Events_n == "0" ?>
    <div class="empty">
      <h2><?cs if:Events_past ?>Прошедших событий нет<?cs else ?>Событий впереди нет<?cs /if ?></h2>
      <p>Добавьте событие: окна пресс-релиза и пост-релиза появятся сами.</p>
      <?cs if:Me.may_plan ?><p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/event/new">Добавить событие</a></p><?cs /if ?>
    </div>
<?cs else ?>
    <section class="panel">
      <h2 class="vh">Список событий</h2>
      <ul class="list">
<?cs each:event = Events ?>
        <li>
          <span class="w"><?cs var:event.when ?></span>
          <div class="g"><a href="<?cs var:Base ?>/desk/event/<?cs var:event.id ?>"><?cs var:event.title ?></a><?cs if:event.cancelled ?> <span class="st s-skipped">Отменено</span><?cs /if ?><?cs if:event.hidden ?> <span class="st s-draft">Не на сайте</span><?cs /if ?><br><small><?cs var:event.place ?><?cs if:event.place && event.audience ?> · <?cs /if ?><?cs var:event.audience ?><?cs if:event.responsible ?> · <?cs var:event.responsible ?><?cs /if ?></small></div>
          <a class="btn quiet" href="<?cs var:Base ?>/desk/event/<?cs var:event.id ?>">Открыть<span class="vh">: <?cs var:event.title ?></span></a>
        </li>
<?cs /each ?>
      </ul>
    </section>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
