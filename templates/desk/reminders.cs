<?cs # reminders by e-mail: Form.email digest on lead after hour; Days.N value label selected; Mail.on .may .error; People.N name gets ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph">
      <div><p><a href="<?cs var:Base ?>/desk/settings">Настройки</a></p><h1>Напоминания о сроках</h1><p>Письмо о пунктах дорожной карты, чей срок подходит или прошёл. Куратор получает все, остальные — свои.</p></div>
    </div>
<?cs if:!Mail.on ?>
    <div class="flash s-missed" role="note"><p class="g">Письма сейчас не уходят: администратор сервера ещё не задал сервер почты.</p></div>
<?cs elif:Mail.error ?>
    <div class="flash s-failed" role="alert"><p class="g"><b>Последние письма не ушли.</b> <?cs var:Mail.error ?></p></div>
<?cs /if ?>
<?cs def:number(field, id, label, hint, max) ?>
          <div class="f<?cs if:field.error ?> err<?cs /if ?>"><label for="<?cs var:id ?>"><?cs var:label ?></label><?cs if:hint ?><p class="hint"><?cs var:hint ?></p><?cs /if ?><?cs call:wrong(field, id) ?><input type="number" id="<?cs var:id ?>" name="<?cs var:id ?>" min="0" max="<?cs var:max ?>" value="<?cs var:field.value ?>" required<?cs call:invalid(field, id) ?>></div>
<?cs /def ?>
    <div class="duo even">
      <div>
      <form class="panel" method="post" action="<?cs var:Base ?>/desk/reminders/me" aria-labelledby="h-m"><?cs call:csrf() ?>
        <h2 id="h-m">Мои письма</h2>
        <div class="f<?cs if:Form.email.error ?> err<?cs /if ?>"><label for="email">Мой адрес почты</label><p class="hint">Его видит только программа. Пусто — писем не будет.</p><?cs call:wrong(Form.email, "email") ?><input type="email" id="email" name="email" value="<?cs var:Form.email.value ?>" autocomplete="email"<?cs call:invalid(Form.email, "email") ?>></div>
        <p class="f"><label class="opt"><input type="checkbox" name="digest" value="1"<?cs if:Form.digest.checked ?> checked<?cs /if ?>> Присылать напоминания</label></p>
        <p class="acts f"><button type="submit" class="btn">Сохранить адрес</button></p>
      </form>
<?cs if:Mail.may ?>
      <section class="panel" aria-labelledby="h-w">
        <h2 id="h-w">Кто получает</h2>
        <ul class="list">
<?cs each:who = People ?>
          <li><div class="g"><?cs var:who.name ?></div> <?cs if:who.gets ?><span class="st s-published">Получает</span><?cs else ?><span class="st s-slot">Не получает</span><?cs /if ?></li>
<?cs /each ?>
        </ul>
        <p class="meta f">Адрес каждый указывает сам.</p>
      </section>
<?cs /if ?>
      </div>
      <div>
<?cs if:Mail.may ?>
      <form class="panel" method="post" action="<?cs var:Base ?>/desk/reminders" aria-labelledby="h-r"><?cs call:csrf() ?>
        <h2 id="h-r">Правила школы</h2>
        <fieldset class="f row3<?cs if:Form.on.error ?> err<?cs /if ?>">
          <legend>Когда</legend>
<?cs call:wrong(Form.on, "on") ?>
<?cs each:day = Days ?>
          <label class="opt"><input type="checkbox" name="day" value="<?cs var:day.value ?>"<?cs if:day.selected ?> checked<?cs /if ?>> <?cs var:day.label ?></label>
<?cs /each ?>
        </fieldset>
<?cs call:number(Form.hour, "hour", "В котором часу", "", "23") ?>
<?cs call:number(Form.lead, "lead", "За сколько дней до срока напоминать", "", "90") ?>
<?cs call:number(Form.after, "after", "Сколько дней после срока напоминать", "Потом пункт виден только на столе и в контрольном листе.", "90") ?>
        <p class="f"><label class="opt"><input type="checkbox" name="on" value="1"<?cs if:Form.on.checked ?> checked<?cs /if ?>> Присылать письма</label></p>
        <p class="acts f"><button type="submit" class="btn">Сохранить правила</button></p>
      </form>
<?cs /if ?>
      </div>
    </div>
<?cs include!"layout/desk_bottom.cs" ?>
