<?cs # proposals to change the roadmap: Map.id cycle title closed running; Form.*; Typed: the proposal that the form is about, Typed_section; Sections.N ?>
<?cs # Proposals.N id text author who at activity number words decision answer judge decided ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div><p><a href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Map.cycle ?>"><?cs var:Map.title ?></a></p><h1>Предложения к дорожной карте</h1><p>Слова утверждённого документа не меняются, но принятое предложение может добавить строку. Принятые предложения — журнал изменений.</p></div>
    </div>
<?cs if:!Map.closed ?>
    <details class="panel fold mb"<?cs if:Form.text.error ?> open<?cs /if ?>>
      <summary><b>Внести предложение</b></summary>
      <form method="post" action="<?cs var:Base ?>/desk/roadmap/<?cs var:Map.id ?>/proposals"><?cs call:csrf() ?>
<?cs call:area(Form.text, "text", "text", "Что изменить и почему", "", "3") ?>
<?cs call:line(Form.author, "author", "author", "Кто предлагает, если не вы", "Например, наставник, у которого нет учётной записи.") ?>
        <p class="acts f"><button type="submit" class="btn">Предложить</button></p>
      </form>
    </details>
<?cs /if ?>
<?cs if:!subcount(Proposals) ?>
    <div class="empty"><h2>Предложений нет</h2><p>Предложить изменение может каждый, у кого есть учётная запись: здесь или на странице мероприятия.</p><p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Map.cycle ?>">Открыть дорожную карту</a></p></div>
<?cs /if ?>
<?cs each:row = Proposals ?>
    <article class="panel">
      <p><?cs if:row.decision == "taken" ?><span class="st s-published sh-done">Принято</span><?cs elif:row.decision == "refused" ?><span class="st s-skipped sh-failed">Отклонено</span><?cs else ?><span class="st s-review sh-open">Ждёт решения</span><?cs /if ?> <small><?cs if:row.author ?><?cs var:row.author ?>, записано: <?cs /if ?><?cs var:row.who ?>, <?cs var:row.at.near ?></small></p>
<?cs if:row.activity ?>
      <p><a href="<?cs var:Base ?>/desk/activity/<?cs var:row.activity ?>"><?cs if:row.number ?><?cs var:row.number ?> <?cs /if ?><?cs var:row.words ?></a></p>
<?cs /if ?>
      <p class="said f"><?cs var:row.text ?></p>
<?cs if:row.decision ?>
      <p class="f"><b><?cs if:row.judge ?><?cs var:row.judge ?><?cs else ?>Решение<?cs /if ?>, <?cs var:row.decided.near ?>.</b> <?cs var:row.answer ?></p>
<?cs elif:Me.may_plan ?>
<?cs set:typed = #0 ?><?cs if:Typed == row.id ?><?cs set:typed = #1 ?><?cs /if ?>
      <form class="f" method="post" action="<?cs var:Base ?>/desk/proposal/<?cs var:row.id ?>/decide"><?cs call:csrf() ?>
        <label for="answer-<?cs var:row.id ?>">Ответ</label>
        <textarea id="answer-<?cs var:row.id ?>" name="answer" rows="2" required><?cs if:typed ?><?cs var:Form.answer.value ?><?cs /if ?></textarea>
<?cs if:Map.running ?>
        <details class="fold f"<?cs if:typed && Form.row.value ?> open<?cs /if ?>>
          <summary>Внести новую строку в дорожную карту</summary>
          <p class="meta">Заполните, если предложение добавляет мероприятие. Строка встанет последней в разделе; в ней будет отметка, что её не было в утверждённом документе.</p>
<?cs if:subcount(Sections) ?>
          <p class="f"><label for="section-<?cs var:row.id ?>">Раздел</label><select id="section-<?cs var:row.id ?>" name="section"><?cs each:option = Sections ?><option value="<?cs var:option.value ?>"<?cs if:typed && option.value == Typed_section ?> selected<?cs /if ?>><?cs var:option.label ?></option><?cs /each ?></select></p>
<?cs /if ?>
          <p class="f"><label for="number-<?cs var:row.id ?>">Номер, если нужен</label><input type="text" id="number-<?cs var:row.id ?>" name="number" value="<?cs if:typed ?><?cs var:Form.number.value ?><?cs /if ?>"></p>
          <p class="f"><label for="row-<?cs var:row.id ?>">Мероприятие</label><textarea id="row-<?cs var:row.id ?>" name="row" rows="2"><?cs if:typed ?><?cs var:Form.row.value ?><?cs /if ?></textarea></p>
          <p class="f"><label for="deadline-<?cs var:row.id ?>">Срок, словами документа</label><input type="text" id="deadline-<?cs var:row.id ?>" name="deadline" value="<?cs if:typed ?><?cs var:Form.deadline.value ?><?cs /if ?>" placeholder="до 20 декабря 2026"></p>
          <p class="f"><label for="responsible-<?cs var:row.id ?>">Ответственный</label><input type="text" id="responsible-<?cs var:row.id ?>" name="responsible" value="<?cs if:typed ?><?cs var:Form.responsible.value ?><?cs /if ?>"></p>
          <p class="f"><label for="result-<?cs var:row.id ?>">Результат, вид документа</label><input type="text" id="result-<?cs var:row.id ?>" name="result" value="<?cs if:typed ?><?cs var:Form.result.value ?><?cs /if ?>"></p>
        </details>
<?cs /if ?>
        <p class="acts f"><button type="submit" class="btn" name="taken" value="1">Принять</button> <button type="submit" class="btn quiet" name="taken" value="0">Отклонить</button></p>
      </form>
<?cs else ?>
      <p class="meta f">Решает куратор или директор.</p>
<?cs /if ?>
    </article>
<?cs /each ?>
<?cs include!"layout/desk_bottom.cs" ?>
