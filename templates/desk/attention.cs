<?cs # what waits for a person: Tabs.N Keys.N Cases.N ?>
<?cs # Keys: name css label error code captcha retry waiting ?>
<?cs # Cases: publication missed chore topics path button id story version css label sub title fact todo error technical url at text Decisions.N ?>
<?cs include!"layout/desk_top.cs" ?>
<?cs include!"part/desk_decisions.cs" ?>
    <div class="ph">
      <div><h1>Требуют внимания</h1><p>Здесь то, что программа не решит без человека. Сначала — что может задвоиться или уже опоздало.</p></div>
    </div>
<?cs include!"part/desk_tabs.cs" ?>
<?cs each:key = Keys ?>
    <div class="flash s-failed" role="alert">
      <p class="g"><b><?cs var:key.name ?>: <?cs if:key.captcha ?>ВКонтакте просит подтвердить, что вы человек.<?cs else ?>ВКонтакте его больше не принимает.<?cs /if ?></b><?cs if:key.waiting ?> Ждут его: <?cs var:key.waiting ?>. Выйдут сами, когда ключ заработает.<?cs /if ?><?cs if:key.captcha ?> Зайдите во ВКонтакте с этой учётной записью и опубликуйте что-нибудь сами.<?cs if:key.retry.near ?> Попробуем снова <?cs var:key.retry.near ?>.<?cs /if ?><?cs /if ?><?cs if:key.error ?> <small>Технически: <?cs var:key.code ?>, <?cs var:key.error ?></small><?cs /if ?></p>
      <p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/vk"><?cs if:key.captcha ?>Открыть ключи<?cs else ?>Заменить ключ<?cs /if ?></a></p>
    </div>
<?cs /each ?>
    <h2 class="vh">Дела по порядку</h2>
<?cs each:case = Cases ?>
    <article class="panel case s-<?cs var:case.css ?>">
      <p><?cs call:badge(case.css, case.label) ?><?cs if:case.sub ?> <small><?cs var:case.sub ?></small><?cs /if ?></p>
      <h3><?cs if:case.path ?><a href="<?cs var:Base ?><?cs var:case.path ?>"><?cs var:case.title ?></a><?cs elif:case.topics ?><a href="<?cs var:Base ?>/desk/topics"><?cs var:case.title ?></a><?cs else ?><a href="<?cs var:Base ?>/desk/story/<?cs if:case.missed ?><?cs var:case.id ?><?cs else ?><?cs var:case.story ?><?cs /if ?>"><?cs var:case.title ?></a><?cs /if ?></h3>
      <p><?cs var:case.fact ?></p>
<?cs if:case.error ?>
      <p>Ответ ВКонтакте: «<?cs var:case.error ?>»</p>
<?cs /if ?>
      <p><b>Что делать.</b> <?cs var:case.todo ?><?cs if:case.has_url ?> <a href="<?cs var:case.url ?>">Открыть запись во ВКонтакте</a><?cs elif:case.publication && Site.vk_url ?> <a href="<?cs var:Site.vk_url ?>">Открыть стену сообщества</a><?cs /if ?></p>
<?cs if:case.text ?>
      <div class="f"><label for="text-<?cs var:case.id ?>">Текст для записи</label><textarea id="text-<?cs var:case.id ?>" rows="5" readonly>
<?cs var:case.text ?></textarea>
      <p class="acts"><button class="btn quiet" type="button" data-copy="text-<?cs var:case.id ?>">Скопировать текст</button></p></div>
<?cs /if ?>
<?cs if:case.path ?>
      <p class="acts f"><a class="btn" href="<?cs var:Base ?><?cs var:case.path ?>"><?cs var:case.button ?></a></p>
<?cs elif:case.topics ?>
      <p class="acts f"><a class="btn" href="<?cs var:Base ?>/desk/topics">Открыть страницы</a></p>
<?cs elif:case.publication ?>
<?cs if:Me.may_decide ?><?cs call:decisions(case) ?><?cs else ?><p class="meta f">Решает куратор или директор.</p><?cs /if ?>
<?cs elif:case.missed ?>
<?cs if:Me.may_plan ?>
      <div class="three">
        <form method="post" action="<?cs var:Base ?>/desk/story/<?cs var:case.id ?>/move"><?cs call:csrf() ?><?cs call:back() ?><input type="hidden" name="version" value="<?cs var:case.version ?>"><div><label for="at-s<?cs var:case.id ?>">Новое время</label><input type="datetime-local" id="at-s<?cs var:case.id ?>" name="at" value="<?cs var:case.at ?>" required></div><button type="submit" class="btn">Назначить</button></form>
        <form method="post" action="<?cs var:Base ?>/desk/story/<?cs var:case.id ?>/skip"><?cs call:csrf() ?><?cs call:back() ?><input type="hidden" name="version" value="<?cs var:case.version ?>"><div><label for="why-s<?cs var:case.id ?>">Почему не будет</label><input type="text" id="why-s<?cs var:case.id ?>" name="reason" required placeholder="Например, нет удачных снимков"></div><button type="submit" class="btn quiet">Пропустить</button></form>
      </div>
<?cs else ?>
      <p class="meta f">Решает куратор или директор.</p>
<?cs /if ?>
<?cs elif:Me.may_decide ?>
      <form class="acts" method="post" action="<?cs var:Base ?>/desk/chore/<?cs var:case.id ?>/done"><?cs call:csrf() ?><?cs call:back() ?><button type="submit" class="btn">Сделано</button></form>
<?cs /if ?>
<?cs if:!case.topics && !case.path ?>
      <details class="fold">
        <summary>Технические подробности</summary>
        <p><code><?cs var:case.technical ?></code><?cs if:case.publication ?> <a class="lk" href="<?cs var:Base ?>/desk/publication/<?cs var:case.id ?>">Все попытки и подтверждения</a><?cs /if ?></p>
      </details>
<?cs /if ?>
    </article>
<?cs /each ?>
<?cs if:!subcount(Cases) ?>
    <div class="empty f">
      <h2>Решать нечего</h2>
      <p>Всё, что должно было выйти, вышло или стоит в очереди.</p>
      <p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/plan">Открыть план</a></p>
    </div>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
