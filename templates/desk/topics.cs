<?cs # standing pages in the order of the menu: Topics_stale Topics.N ?>
<?cs # name title address hidden fixed own in_menu in_foot records records_title fresh what stale first last ?>
<?cs include!"layout/desk_top.cs" ?>
<?cs def:topic_act(name, act) ?><form method="post" action="<?cs var:Base ?>/desk/topics/<?cs var:name ?>/<?cs var:act ?>"><?cs call:csrf() ?><?cs /def ?>
    <div class="ph">
      <div><h1>Страницы раздела</h1><p>По порядку меню. Тексты, названия и места меняются здесь, записи — по ссылке «Записи».</p></div>
      <?cs if:Me.may_plan ?><p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/topics/new">Добавить страницу</a></p><?cs /if ?>
    </div>
<?cs if:Topics_stale ?>
    <div class="flash s-missed"><p class="g"><b><?cs var:Topics_stale ?>.</b> Прочитайте: если всё верно, нажмите «Всё верно», если нет — исправьте.</p></div>
<?cs /if ?>
    <section class="panel">
      <h2 class="vh">Список страниц</h2>
      <ol class="list topics">
<?cs each:topic = Topics ?>
        <li id="t-<?cs var:topic.name ?>">
          <div class="g">
            <a href="<?cs var:Base ?>/desk/topics/<?cs var:topic.name ?>"><b><?cs var:topic.title ?></b></a><?cs if:topic.hidden ?> <span class="st s-draft">Скрыта</span><?cs /if ?><?cs if:topic.stale ?> <span class="st s-missed">Давно не обновлялась</span><?cs /if ?><br>
            <small><?cs var:topic.address ?> · <?cs if:topic.in_menu && topic.in_foot ?>в меню и внизу<?cs elif:topic.in_menu ?>в меню<?cs elif:topic.in_foot ?>внизу страницы<?cs elif:topic.address == "/" ?>первая страница<?cs else ?>ссылки нет<?cs /if ?> · <?cs if:topic.fresh.near ?>обновлено <?cs var:topic.fresh.near ?> (<?cs var:topic.what ?>)<?cs else ?>готовый текст, ещё не проверен<?cs /if ?></small>
          </div>
<?cs if:topic.records ?>
          <a class="lk" href="<?cs var:Base ?>/desk/registers/<?cs var:topic.records ?>">Записи<span class="vh">: <?cs var:topic.records_title ?></span></a>
<?cs /if ?>
<?cs if:Me.may_plan ?>
          <div class="acts">
<?cs if:topic.stale ?>
            <?cs call:topic_act(topic.name, "check") ?><button type="submit" class="btn quiet">Всё верно<span class="vh">: <?cs var:topic.title ?></span></button></form>
<?cs /if ?>
<?cs if:!topic.first ?>
            <?cs call:topic_act(topic.name, "up") ?><button type="submit" class="btn quiet">Выше<span class="vh">: <?cs var:topic.title ?></span></button></form>
<?cs /if ?>
<?cs if:!topic.last ?>
            <?cs call:topic_act(topic.name, "down") ?><button type="submit" class="btn quiet">Ниже<span class="vh">: <?cs var:topic.title ?></span></button></form>
<?cs /if ?>
<?cs if:topic.hidden ?>
            <?cs call:topic_act(topic.name, "show") ?><button type="submit" class="btn quiet">Показать<span class="vh">: <?cs var:topic.title ?></span></button></form>
<?cs elif:!topic.fixed ?>
            <?cs call:topic_act(topic.name, "hide") ?><button type="submit" class="btn quiet">Скрыть<span class="vh">: <?cs var:topic.title ?></span></button></form>
<?cs /if ?>
          </div>
<?cs /if ?>
        </li>
<?cs /each ?>
      </ol>
    </section>
<?cs include!"layout/desk_bottom.cs" ?>
