<?cs # proposals to change the roadmap: Map.id cycle title closed; Form.* ?>
<?cs # Proposals.N id text author who at activity number words decision answer judge decided ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div><p><a href="<?cs var:Base ?>/desk/roadmap?cycle=<?cs var:Map.cycle ?>"><?cs var:Map.title ?></a></p><h1>Предложения к дорожной карте</h1><p>Слова утверждённого документа не меняются. Принятые предложения — журнал изменений.</p></div>
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
      <form class="f" method="post" action="<?cs var:Base ?>/desk/proposal/<?cs var:row.id ?>/decide"><?cs call:csrf() ?>
        <label for="answer-<?cs var:row.id ?>">Ответ</label>
        <textarea id="answer-<?cs var:row.id ?>" name="answer" rows="2" required></textarea>
        <p class="acts f"><button type="submit" class="btn" name="taken" value="1">Принять</button> <button type="submit" class="btn quiet" name="taken" value="0">Отклонить</button></p>
      </form>
<?cs else ?>
      <p class="meta f">Решает куратор или директор.</p>
<?cs /if ?>
    </article>
<?cs /each ?>
<?cs include!"layout/desk_bottom.cs" ?>
