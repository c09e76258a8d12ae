<?cs # one row of the roadmap: Map.* Act.* Today Extras.N heading text Items.N Named.N Accounts.N Moves.N Suggestion.* Month_end.* Deadline.* Decisions.N ?>
<?cs # Proofs.N id words gone label promised path url site vk who at; Promised.N name met; Fitting_stories Fitting_events Fitting_records Unlinked ?>
<?cs # Next.id number text late; Ready.N, Events.N, Stories.N, History.N, Proposals.N, Form.* ?>
<?cs include!"layout/desk_top.cs" ?>
<?cs def:post(act) ?>method="post" action="<?cs var:Base ?>/desk/activity/<?cs var:Act.id ?>/<?cs var:act ?>"<?cs /def ?>
<?cs def:seen() ?><input type="hidden" name="version" value="<?cs var:Act.version ?>"><?cs /def ?>
<?cs def:external() ?>
          <form <?cs call:post("deadline") ?>><?cs call:csrf() ?><?cs call:seen() ?><input type="hidden" name="kind" value="external"><button type="submit" class="btn quiet">Срок из другого плана</button></form>
<?cs /def ?>
<?cs def:term() ?>
          <details class="fold"<?cs if:Form.errors && Form.kind.value == "dates" ?> open<?cs /if ?>>
            <summary><?cs if:Act.undecided ?>Указать даты<?cs else ?>Изменить срок<?cs /if ?></summary>
            <form <?cs call:post("deadline") ?>><?cs call:csrf() ?><?cs call:seen() ?><input type="hidden" name="kind" value="dates">
              <div class="two">
                <div class="f"><label for="from">Первый день</label><?cs call:wrong(Form.from, "from") ?><input type="date" id="from" name="from" value="<?cs var:Form.from.value ?>" required></div>
                <div class="f"><label for="to">Последний день</label><?cs call:wrong(Form.to, "to") ?><input type="date" id="to" name="to" value="<?cs var:Form.to.value ?>" required></div>
              </div>
<?cs call:area(Form.why, "why", "why", "Почему такие даты", "Останется в журнале.", "2") ?>
              <p class="acts f"><button type="submit" class="btn">Записать решение</button></p>
            </form>
<?cs if:!Act.undecided ?>
<?cs call:external() ?>
<?cs /if ?>
          </details>
<?cs /def ?>
<?cs def:answers() ?><ul class="list"><?cs each:option = Accounts ?><?cs if:option.selected ?><li><?cs var:option.label ?></li><?cs /if ?><?cs /each ?></ul><?cs /def ?>
<?cs def:kinds(id) ?><?cs if:subcount(Promised) ?><p class="f"><label for="<?cs var:id ?>">Что из обещанного это</label><select id="<?cs var:id ?>" name="promised"><option value="">Понятно из названия</option><?cs each:kind = Promised ?><option value="<?cs var:kind.name ?>"><?cs var:kind.name ?></option><?cs /each ?></select></p><?cs /if ?><?cs /def ?>
    <div class="ph">
      <div><p><a href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Map.cycle ?>#a-<?cs var:Act.id ?>">Дорожная карта</a><?cs if:Act.section ?> / <?cs var:Act.section ?><?cs /if ?></p><h1 class="said"><?cs if:Act.number ?><?cs var:Act.number ?> <?cs /if ?><?cs if:Act.lead ?><?cs var:Act.lead ?><?cs else ?><?cs var:Act.text ?><?cs /if ?></h1></div>
      <p class="acts"><?cs if:Map.draft && Act.show != "open" ?><span class="st s-draft">Черновик</span><?cs else ?><span class="st s-<?cs var:Act.css ?> sh-<?cs var:Act.show ?>"><?cs var:Act.label ?></span><?cs if:Act.done.day ?> <small><?cs var:Act.done.day ?></small><?cs /if ?><?cs /if ?><?cs if:Act.hidden ?> <span class="st s-draft">Скрыто на сайте</span><?cs /if ?></p>
    </div>
<?cs if:Next.id ?>
    <p class="noprint mb"><a class="lk" href="<?cs var:Base ?>/desk/activity/<?cs var:Next.id ?>"><?cs if:Next.late ?>Дальше опаздывает<?cs else ?>Дальше не выполнено<?cs /if ?>: <?cs if:Next.number ?><?cs var:Next.number ?> <?cs /if ?><?cs var:Next.text ?></a></p>
<?cs /if ?>
    <div class="duo even">
      <div>
        <section class="panel" aria-labelledby="h-w">
          <h2 id="h-w">Как в документе</h2>
          <dl class="facts wide">
<?cs if:Act.lead ?>
            <div><dt>Мероприятие</dt><dd class="said"><?cs var:Act.text ?></dd></div>
<?cs /if ?>
            <div><dt>Срок</dt><dd><?cs if:Act.deadline ?>«<?cs var:Act.deadline ?>»<?cs else ?>—<?cs /if ?><br><small><?cs var:Act.due ?></small></dd></div>
            <div><dt>Ответственный</dt><dd class="said"><?cs if:Act.responsible ?><?cs var:Act.responsible ?><?cs else ?>—<?cs /if ?></dd></div>
<?cs if:Act.result ?>
            <div><dt>Результат, вид документа</dt><dd class="said"><?cs var:Act.result ?></dd></div>
<?cs /if ?>
<?cs if:Act.kpi ?>
            <div><dt>Показатель</dt><dd class="said"><?cs var:Act.kpi ?></dd></div>
<?cs /if ?>
<?cs each:extra = Extras ?>
            <div><dt><?cs var:extra.heading ?></dt><dd class="said"><?cs var:extra.text ?></dd></div>
<?cs /each ?>
          </dl>
<?cs if:Act.reason ?>
          <p class="f"><b>Причина.</b> <?cs var:Act.reason ?></p>
<?cs /if ?>
<?cs if:Me.may_plan && !Map.closed && !subcount(Act.Flags) && !Act.undecided && !subcount(Decisions) && !Deadline.decided ?>
<?cs call:term() ?>
<?cs /if ?>
        </section>
<?cs if:subcount(Act.Flags) || Act.undecided || subcount(Decisions) || Deadline.decided ?>
        <section class="panel" aria-labelledby="h-d">
          <h2 id="h-d">Срок<?cs if:Act.undecided ?> <span class="st s-missed sh-open">Требует решения</span><?cs /if ?></h2>
<?cs if:subcount(Act.Flags) ?>
          <ul class="list">
<?cs each:flag = Act.Flags ?>
            <li><div class="g"><?cs var:flag.why ?></div></li>
<?cs /each ?>
          </ul>
<?cs /if ?>
<?cs if:Me.may_plan && !Map.closed ?>
<?cs call:wrong(Form.kind, "kind") ?>
<?cs if:Act.undecided ?>
<?cs if:Suggestion.words ?>
          <form class="f" <?cs call:post("deadline") ?>><?cs call:csrf() ?><?cs call:seen() ?><input type="hidden" name="kind" value="suggestion"><input type="hidden" name="from" value="<?cs var:Suggestion.from ?>"><input type="hidden" name="to" value="<?cs var:Suggestion.to ?>">
            <p><b>Предложение:</b> <?cs var:Suggestion.words ?><br><small><?cs var:Suggestion.why ?></small></p>
            <p class="acts"><button type="submit" class="btn">Принять предложение</button></p>
          </form>
<?cs /if ?>
          <div class="acts f">
<?cs if:Deadline.written ?>
          <form <?cs call:post("deadline") ?>><?cs call:csrf() ?><?cs call:seen() ?><input type="hidden" name="kind" value="as_written"><button type="submit" class="btn quiet"><?cs if:Month_end.words ?>До начала месяца<?cs else ?>Оставить как написано<?cs /if ?>: <?cs var:Deadline.written ?></button></form>
<?cs /if ?>
<?cs if:Month_end.words ?>
          <form <?cs call:post("deadline") ?>><?cs call:csrf() ?><?cs call:seen() ?><input type="hidden" name="kind" value="dates"><input type="hidden" name="from" value="<?cs var:Month_end.from ?>"><input type="hidden" name="to" value="<?cs var:Month_end.to ?>"><input type="hidden" name="why" value="<?cs var:Month_end.why ?>"><button type="submit" class="btn quiet">До конца месяца: <?cs var:Month_end.words ?></button></form>
<?cs /if ?>
<?cs call:external() ?>
          </div>
<?cs elif:Deadline.decided ?>
          <form class="acts" <?cs call:post("deadline") ?>><?cs call:csrf() ?><?cs call:seen() ?><input type="hidden" name="kind" value="withdrawn"><button type="submit" class="btn quiet">Снять решение</button></form>
<?cs /if ?>
<?cs call:term() ?>
<?cs /if ?>
<?cs if:subcount(Decisions) ?>
          <h3 class="sub">Решения</h3>
          <ul class="list">
<?cs each:row = Decisions ?>
            <li><div class="g"><?cs var:row.kind ?><?cs if:row.days ?>: <?cs var:row.days ?><?cs /if ?><?cs if:row.reason ?><br><?cs var:row.reason ?><?cs /if ?><br><small><?cs var:row.who ?>, <?cs var:row.at.near ?></small></div></li>
<?cs /each ?>
          </ul>
<?cs /if ?>
        </section>
<?cs /if ?>
<?cs if:subcount(Items) ?>
        <section class="panel" aria-labelledby="h-i">
          <h2 id="h-i">Пункты</h2>
          <form <?cs call:post("items") ?>><?cs call:csrf() ?>
            <fieldset><legend class="vh">Что сделано</legend>
<?cs each:item = Items ?>
              <label class="opt"><input type="checkbox" name="item" value="<?cs var:item.id ?>"<?cs if:item.done ?> checked<?cs /if ?><?cs if:!Me.may_write || !Map.running ?> disabled<?cs /if ?>> <span><?cs var:item.text ?><?cs if:item.on.day ?> <small><?cs var:item.on.day ?></small><?cs /if ?></span></label>
<?cs /each ?>
            </fieldset>
<?cs if:Me.may_write && Map.running ?>
            <p class="acts f"><button type="submit" class="btn quiet">Сохранить отметки</button></p>
<?cs /if ?>
          </form>
        </section>
<?cs /if ?>
        <section class="panel" aria-labelledby="h-p">
          <h2 id="h-p">Подтверждения</h2>
<?cs if:subcount(Promised) ?>
          <p>Обещано: <?cs each:kind = Promised ?><?cs if:!first(kind) ?>, <?cs /if ?><span class="nb <?cs if:kind.met ?>ok<?cs else ?>no<?cs /if ?>"><?cs if:kind.met ?><?cs call:icon("ok") ?><?cs else ?><?cs call:icon("no") ?><?cs /if ?> <?cs var:kind.name ?><?cs if:kind.met ?><span class="vh"> — приложено</span><?cs /if ?></span><?cs if:!kind.met ?> — пока нет<?cs /if ?><?cs /each ?></p>
<?cs /if ?>
<?cs if:subcount(Proofs) ?>
          <ul class="list">
<?cs each:proof = Proofs ?>
            <li><div class="g"><?cs if:proof.path ?><a href="<?cs var:Base ?><?cs var:proof.path ?>"><?cs var:proof.words ?></a><?cs elif:proof.url ?><a href="<?cs var:proof.url ?>"><?cs var:proof.words ?></a><?cs else ?><?cs var:proof.words ?><?cs /if ?><?cs if:proof.gone ?> <small class="no">(<?cs var:proof.gone ?>)</small><?cs /if ?><?cs if:proof.site ?>, <a href="<?cs var:Base ?><?cs var:proof.site ?>">на сайте</a><?cs /if ?><?cs if:proof.vk ?>, <a href="<?cs var:proof.vk ?>">во ВКонтакте</a><?cs /if ?><br><small><?cs if:proof.promised ?><?cs var:proof.promised ?>, <?cs /if ?><?cs var:proof.label ?>; <?cs var:proof.who ?>, <?cs var:proof.at.near ?></small></div><?cs if:Me.may_write && !Map.closed ?><form <?cs call:post("remove") ?>><?cs call:csrf() ?><input type="hidden" name="proof" value="<?cs var:proof.id ?>"><button type="submit" class="btn quiet">Убрать<span class="vh">: <?cs var:proof.words ?></span></button></form><?cs /if ?></li>
<?cs /each ?>
          </ul>
<?cs else ?>
          <p class="meta f">Пока ничего не приложено.</p>
<?cs /if ?>
<?cs if:subcount(Ready) && Me.may_write && !Map.closed ?>
          <h3 class="sub">Можно приложить</h3>
          <ul class="list">
<?cs each:story = Ready ?>
            <li><div class="g"><a href="<?cs var:Base ?>/desk/story/<?cs var:story.id ?>"><?cs var:story.title ?></a><br><small><?cs var:story.kind ?>, вышел <?cs var:story.publish.day ?></small></div><form <?cs call:post("proof") ?>><?cs call:csrf() ?><input type="hidden" name="what" value="story:<?cs var:story.id ?>"><button type="submit" class="btn">Приложить<span class="vh">: <?cs var:story.title ?></span></button></form></li>
<?cs /each ?>
          </ul>
<?cs /if ?>
<?cs if:Me.may_write && !Map.closed ?>
          <details class="fold"<?cs if:Form.words.error ?> open<?cs /if ?>>
            <summary>Приложить подтверждение</summary>
<?cs call:wrong(Form.words, "words") ?>
            <h3 class="sub">То, что есть на столе</h3>
            <form <?cs call:post("proof") ?>><?cs call:csrf() ?>
              <p class="f"><label for="what">Материал, событие или документ</label><select id="what" name="what" required><option value="">Выберите</option><?cs if:subcount(Fitting_stories) ?><optgroup label="Вышедшие материалы"><?cs call:choices(Fitting_stories) ?></optgroup><?cs /if ?><?cs if:subcount(Fitting_events) ?><optgroup label="События"><?cs call:choices(Fitting_events) ?></optgroup><?cs /if ?><?cs if:subcount(Fitting_records) ?><optgroup label="Документы и списки"><?cs call:choices(Fitting_records) ?></optgroup><?cs /if ?></select></p>
              <?cs call:kinds("what-kind") ?>
              <p class="acts f"><button type="submit" class="btn">Приложить</button></p>
            </form>
            <h3 class="sub">Ссылка</h3>
            <form <?cs call:post("proof") ?>><?cs call:csrf() ?><input type="hidden" name="what" value="link">
              <p class="f"><label for="url">Адрес</label><input type="url" id="url" name="url" value="<?cs var:Form.url.value ?>" placeholder="https://" required></p>
              <p class="f"><label for="link-words">Как называется</label><input type="text" id="link-words" name="words" value="<?cs if:Form.what.value == "link" ?><?cs var:Form.words.value ?><?cs /if ?>" required></p>
              <?cs call:kinds("link-kind") ?>
              <p class="acts f"><button type="submit" class="btn">Приложить ссылку</button></p>
            </form>
            <h3 class="sub">Бумага</h3>
            <form <?cs call:post("proof") ?>><?cs call:csrf() ?><input type="hidden" name="what" value="paper">
              <p class="f"><label for="paper-words">Что это и где лежит</label><input type="text" id="paper-words" name="words" value="<?cs if:Form.what.value == "paper" ?><?cs var:Form.words.value ?><?cs /if ?>" placeholder="Протокол педсовета № 3, папка 2" required></p>
              <?cs call:kinds("paper-kind") ?>
              <p class="acts f"><button type="submit" class="btn">Записать бумагу</button></p>
            </form>
          </details>
<?cs /if ?>
        </section>
      </div>
      <div>
<?cs if:Me.may_plan && Map.running ?>
        <section class="panel" aria-labelledby="h-s">
          <h2 id="h-s">Состояние</h2>
          <form <?cs call:post("state") ?>><?cs call:csrf() ?><?cs call:seen() ?>
            <fieldset><legend class="vh">Что отметить</legend>
<?cs each:move = Moves ?>
              <label class="opt"><input type="radio" name="state" value="<?cs var:move.value ?>"<?cs if:Form.state.value ?><?cs if:Form.state.value == move.value ?> checked<?cs /if ?><?cs elif:move.selected ?> checked<?cs /if ?> required> <?cs var:move.label ?></label>
<?cs /each ?>
            </fieldset>
            <div class="f<?cs if:Form.done_on.error ?> err<?cs /if ?>"><label for="done_on">Когда выполнено</label><?cs call:wrong(Form.done_on, "done_on") ?><input type="date" id="done_on" name="done_on" value="<?cs if:Form.done_on.value ?><?cs var:Form.done_on.value ?><?cs else ?><?cs var:Today ?><?cs /if ?>" max="<?cs var:Today ?>"<?cs call:invalid(Form.done_on, "done_on") ?>></div>
<?cs call:area(Form.reason, "reason", "reason", "Причина", "Нужна, если не выполнено, снято или нет обещанного документа.", "2") ?>
            <p class="acts f"><button type="submit" class="btn">Отметить</button></p>
          </form>
        </section>
<?cs elif:Map.draft ?>
        <section class="panel"><p class="meta">Состояние отмечают после утверждения дорожной карты.</p></section>
<?cs elif:Map.running ?>
        <section class="panel" aria-labelledby="h-s">
          <h2 id="h-s">Состояние</h2>
          <p>Отмечает куратор или директор. Приложите подтверждение: они увидят его здесь.</p>
        </section>
<?cs /if ?>
        <section class="panel" aria-labelledby="h-r">
          <h2 id="h-r">Кто отвечает</h2>
<?cs if:Me.may_plan && !Map.closed ?>
<?cs if:subcount(Accounts) > #8 ?>
<?cs call:answers() ?>
          <details class="fold">
            <summary>Назначить или изменить</summary>
<?cs /if ?>
          <form <?cs call:post("people") ?>><?cs call:csrf() ?><?cs call:seen() ?>
            <fieldset><legend class="vh">Учётные записи</legend>
<?cs each:option = Accounts ?>
              <label class="opt"><input type="checkbox" name="account" value="<?cs var:option.value ?>"<?cs if:option.selected ?> checked<?cs /if ?>> <?cs var:option.label ?></label>
<?cs /each ?>
            </fieldset>
            <p class="acts f"><button type="submit" class="btn quiet">Сохранить</button></p>
          </form>
<?cs if:subcount(Accounts) > #8 ?>
          </details>
<?cs /if ?>
<?cs else ?>
<?cs call:answers() ?>
<?cs /if ?>
<?cs if:subcount(Named) ?>
          <p class="meta f">В документе названы: <?cs each:person = Named ?><?cs if:!first(person) ?>; <?cs /if ?><?cs var:person.words ?><?cs /each ?></p>
<?cs /if ?>
        </section>
        <section class="panel" aria-labelledby="h-e">
          <h2 id="h-e">События и материалы</h2>
<?cs if:subcount(Events) ?>
          <ul class="list">
<?cs each:event = Events ?>
            <li><div class="g"><a href="<?cs var:Base ?>/desk/event/<?cs var:event.id ?>"><?cs var:event.title ?></a><?cs if:event.cancelled ?> <span class="st s-skipped">Отменено</span><?cs /if ?><br><small><?cs var:event.when ?></small></div></li>
<?cs /each ?>
<?cs each:story = Stories ?>
            <li><div class="g"><a href="<?cs var:Base ?>/desk/story/<?cs var:story.id ?>"><?cs var:story.title ?></a> <?cs call:badge(story.css, story.label) ?></div></li>
<?cs /each ?>
          </ul>
<?cs else ?>
          <p class="meta">Событий по этому мероприятию пока нет.</p>
<?cs /if ?>
<?cs if:Me.may_plan && !Map.closed ?>
          <p class="acts f"><a class="btn quiet" href="<?cs var:Base ?>/desk/event/new?activity=<?cs var:Act.id ?>">Создать событие</a></p>
<?cs if:subcount(Unlinked) ?>
          <details class="fold">
            <summary>Связать с событием, которое уже есть</summary>
            <form <?cs call:post("event") ?>><?cs call:csrf() ?>
              <p class="f"><label for="event">Событие</label><select id="event" name="event" required><option value="">Выберите</option><?cs call:choices(Unlinked) ?></select></p>
              <p class="acts f"><button type="submit" class="btn quiet">Связать</button></p>
            </form>
          </details>
<?cs /if ?>
<?cs /if ?>
        </section>
        <section class="panel" aria-labelledby="h-o">
          <h2 id="h-o">Предложения</h2>
<?cs if:subcount(Proposals) ?>
          <ul class="list">
<?cs each:row = Proposals ?>
            <li><div class="g"><span class="said"><?cs var:row.text ?></span><br><small><?cs var:row.who ?>, <?cs var:row.at.near ?><?cs if:row.decision == "taken" ?>. Принято: <?cs var:row.answer ?><?cs elif:row.decision == "refused" ?>. Отклонено: <?cs var:row.answer ?><?cs else ?>, ждёт решения<?cs /if ?></small></div></li>
<?cs /each ?>
          </ul>
<?cs /if ?>
<?cs if:!Map.closed ?>
          <details class="fold">
            <summary>Предложить изменение</summary>
            <form method="post" action="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/proposals"><?cs call:csrf() ?><?cs call:back() ?><input type="hidden" name="activity" value="<?cs var:Act.id ?>">
              <p class="f"><label for="ptext">Что изменить и почему</label><textarea id="ptext" name="text" rows="3" required></textarea></p>
              <p class="f"><label for="pauthor">Кто предлагает, если не вы</label><input type="text" id="pauthor" name="author"></p>
              <p class="acts f"><button type="submit" class="btn quiet">Предложить</button></p>
            </form>
          </details>
<?cs /if ?>
          <p class="f"><a class="lk" href="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/proposals">Все предложения</a></p>
        </section>
<?cs if:Me.may_plan && !Map.closed ?>
        <details class="panel fold">
          <summary><b>Показ на сайте<?cs if:Act.hidden ?>: скрыто<?cs /if ?></b></summary>
          <form class="acts" <?cs call:post("hide") ?>><?cs call:csrf() ?><?cs if:!Act.hidden ?><input type="hidden" name="hidden" value="1"><?cs /if ?><button type="submit" class="btn quiet"><?cs if:Act.hidden ?>Показывать посетителям<?cs else ?>Скрыть от посетителей<?cs /if ?></button></form>
        </details>
<?cs /if ?>
<?cs if:subcount(History) ?>
        <details class="panel fold">
          <summary><b>История</b></summary>
          <ul class="list">
<?cs each:line = History ?>
            <li><div class="g"><?cs var:line.action ?><?cs if:line.detail ?>: <?cs var:line.detail ?><?cs /if ?><br><small><?cs var:line.who ?>, <?cs var:line.at.near ?></small></div></li>
<?cs /each ?>
          </ul>
        </details>
<?cs /if ?>
      </div>
    </div>
<?cs include!"layout/desk_bottom.cs" ?>
