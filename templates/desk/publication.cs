<?cs # the ledger of one publication: Publication.* Case.* Attempts.N Proofs.N ?>
<?cs include!"layout/desk_top.cs" ?>
<?cs include!"part/desk_decisions.cs" ?>
    <div class="ph">
      <div><p><a href="<?cs var:Base ?>/desk/story/<?cs var:Publication.story ?>"><?cs var:Publication.title ?></a></p><h1>Публикация во ВКонтакте</h1><p><?cs var:Publication.channel ?>, <?cs var:Publication.due.near ?></p></div>
      <p class="acts"><?cs call:badge(Publication.css, Publication.label) ?><?cs if:Publication.has_url ?> <a class="btn quiet" href="<?cs var:Publication.url ?>">Открыть запись</a><?cs /if ?></p>
    </div>
    <div data-region="publication"<?cs if:Publication.busy ?> data-poll<?cs /if ?>>
<?cs if:Case.fact ?>
    <article class="panel case s-<?cs var:Publication.css ?>">
      <p><?cs call:badge(Publication.css, Publication.label) ?></p>
      <p class="f"><?cs var:Case.fact ?></p>
      <p><b>Что делать.</b> <?cs var:Case.todo ?><?cs if:Site.vk_url ?> <a href="<?cs var:Site.vk_url ?>">Открыть стену сообщества</a><?cs /if ?></p>
      <?cs if:Publication.error && Publication.state == "rejected" ?><p>Ответ ВКонтакте: «<?cs var:Publication.error ?>»</p><?cs /if ?>
      <?cs if:!Me.may_decide ?><p class="meta f">Решает куратор или директор.</p><?cs /if ?>
    </article>
<?cs /if ?>
<?cs if:Me.may_decide && subcount(Case.Decisions) ?>
    <section class="panel" aria-labelledby="h-dec">
      <h2 id="h-dec">Решения</h2>
<?cs with:case = Case ?>
      <div class="three">
<?cs each:decision = case.Decisions ?>
        <form method="post" action="<?cs var:Base ?>/desk/publication/<?cs var:Publication.id ?>/<?cs var:decision.name ?>"><?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Publication.version ?>">
<?cs if:decision.url ?>
          <div class="<?cs if:Form.url.error ?>err<?cs /if ?>"><label for="url-<?cs var:decision.name ?>">Адрес записи<?cs if:!decision.there ?>, если он есть<?cs /if ?></label><?cs if:Form.url.error ?><p class="msg"><?cs var:Form.url.error ?></p><?cs /if ?><input type="url" id="url-<?cs var:decision.name ?>" name="url" value="<?cs var:Form.url.value ?>" placeholder="https://vk.com/wall…"<?cs if:decision.there ?> required<?cs /if ?>></div>
<?cs elif:decision.at ?>
          <div><label for="at-new">Новое время</label><input type="datetime-local" id="at-new" name="at" value="<?cs var:case.at ?>" required></div>
<?cs elif:decision.reason ?>
          <div><label for="why-skip">Почему не отправляем</label><input type="text" id="why-skip" name="reason" value="<?cs var:Form.reason.value ?>" required></div>
<?cs elif:decision.resend ?>
          <p>Вы посмотрели стену, и записи там нет. Решение попадёт в журнал.</p>
<?cs elif:decision.check ?>
          <p>Программа ещё раз прочитает стену сама.</p>
<?cs /if ?>
          <button type="submit" class="btn quiet"><?cs var:decision.label ?></button>
        </form>
<?cs /each ?>
      </div>
<?cs /with ?>
    </section>
<?cs /if ?>
    <section class="panel" aria-labelledby="h-proof">
      <h2 id="h-proof">Подтверждения</h2>
<?cs if:Proofs_n == "0" ?>
      <p class="f">Подтверждений, что запись стоит на стене, пока нет.</p>
<?cs else ?>
      <ol class="list">
<?cs each:proof = Proofs ?>
        <li><span class="w"><?cs var:proof.at.near ?></span><div class="g"><?cs var:proof.words ?><?cs if:proof.who ?>: <?cs var:proof.who ?><?cs /if ?>. Запись № <?cs var:proof.post ?><?cs if:proof.slot ?>, ключ <?cs var:proof.slot ?><?cs /if ?><?cs if:proof.detail ?><br><small><?cs var:proof.detail ?></small><?cs /if ?></div><?cs if:proof.has_url ?><a class="btn quiet" href="<?cs var:proof.url ?>">Открыть запись</a><?cs /if ?></li>
<?cs /each ?>
      </ol>
<?cs /if ?>
    </section>
    <section class="panel" aria-labelledby="h-try">
      <h2 id="h-try">Попытки</h2>
<?cs if:Attempts_n == "0" ?>
      <p class="f">Во ВКонтакте ещё ничего не отправляли.</p>
<?cs else ?>
      <table class="stack">
        <caption class="vh">Запросы к ВКонтакте по порядку</caption>
        <thead><tr><th scope="col">Когда</th><th scope="col">Запрос</th><th scope="col">Сколько шёл</th><th scope="col">Исход</th><th scope="col">Подробности</th></tr></thead>
        <tbody>
<?cs each:try = Attempts ?>
          <tr><th scope="row"><?cs var:try.at.day ?>, <?cs var:try.at.hm ?>:<?cs var:try.seconds ?></th><td data-l="Запрос"><code><?cs var:try.method ?></code><?cs if:try.no != "0" ?>, попытка <?cs var:try.no ?><?cs /if ?></td><td data-l="Сколько шёл"><?cs if:try.open ?>—<?cs else ?><?cs var:try.ms ?> мс<?cs /if ?></td><td data-l="Исход"><?cs if:try.open ?>ответа ещё нет<?cs else ?><?cs var:try.class ?><?cs /if ?></td><td data-l="Подробности"><small><?cs if:try.status != "0" ?>HTTP <?cs var:try.status ?> <?cs /if ?><?cs if:try.curl != "0" ?>curl <?cs var:try.curl ?> <?cs /if ?><?cs if:try.code != "0" ?>код <?cs var:try.code ?> <?cs /if ?><?cs var:try.error ?> <?cs var:try.detail ?></small></td></tr>
<?cs /each ?>
        </tbody>
      </table>
<?cs /if ?>
    </section>
    </div>
    <details class="panel fold">
      <summary><b>Технические подробности</b></summary>
      <dl class="facts wide">
        <div><dt>Публикация</dt><dd><?cs var:Publication.id ?>, редакция <?cs var:Publication.revision ?>, состояние <?cs var:Publication.state ?></dd></div>
        <div><dt>Попыток, чтений стены</dt><dd><?cs var:Publication.attempts ?>, <?cs var:Publication.reads ?></dd></div>
        <?cs if:Publication.act.near ?><div><dt>Следующий шаг программы</dt><dd><?cs var:Publication.act.near ?></dd></div><?cs /if ?>
        <?cs if:Publication.decider ?><div><dt>Решение</dt><dd><?cs var:Publication.decider ?>, <?cs var:Publication.decided.near ?></dd></div><?cs /if ?>
        <div><dt>Метка в тексте</dt><dd><code><?cs var:Publication.marker ?></code></dd></div>
        <div><dt>guid</dt><dd><code><?cs var:Publication.guid ?></code></dd></div>
        <?cs if:Publication.attachments ?><div><dt>Вложения</dt><dd><code><?cs var:Publication.attachments ?></code></dd></div><?cs /if ?>
        <?cs if:Publication.sha ?><div><dt>SHA-256 тела</dt><dd><code><?cs var:Publication.sha ?></code></dd></div><?cs /if ?>
      </dl>
      <?cs if:Publication.body ?><p class="f"><b>Тело запроса</b></p><p class="tx"><code><?cs var:Publication.body ?></code></p><?cs /if ?>
    </details>
<?cs include!"layout/desk_bottom.cs" ?>
