<?cs # rarer actions of a story, folded: Can.NAME Story.* Story.address_typed (refused) ?>
<?cs if:Can.move && !Story.editing && !Story.is_approved && !Story.is_missed ?>
          <details class="panel fold">
            <summary><b>Перенести…</b></summary>
<?cs call:act_move("move-at") ?>
          </details>
<?cs /if ?>
<?cs if:Can.withdraw || Can.unschedule ?>
          <details class="panel fold"<?cs if:Story.address_typed ?> open<?cs /if ?>>
            <summary><b>Адрес страницы…</b></summary>
            <form<?cs call:act("address") ?>><?cs call:act_version() ?>
              <div class="f"><label for="address">Адрес страницы</label><p class="hint" id="address-h">После <?cs var:Base ?>/story/ — латинские буквы, цифры и дефисы. Старый адрес будет вести на новый, запись во ВКонтакте останется верной.</p><input type="text" id="address" name="address" value="<?cs if:Story.address_typed ?><?cs var:Story.address_typed ?><?cs else ?><?cs var:Story.slug ?><?cs /if ?>" aria-describedby="address-h" autocapitalize="off" spellcheck="false" required></div>
              <p class="acts f"><button type="submit" class="btn quiet">Сменить адрес</button></p>
            </form>
          </details>
<?cs /if ?>
<?cs if:Can.withdraw ?>
          <details class="panel fold">
            <summary><b>Отозвать…</b></summary>
            <form<?cs call:act("withdraw") ?>><?cs call:act_version() ?>
              <p>Материал сразу исчезнет с сайта. Запись во ВКонтакте удалится сама или попадёт в список «сделайте руками».</p>
              <div class="f"><label for="withdraw-reason">Почему отзываем</label><textarea id="withdraw-reason" name="reason" rows="2" required></textarea></div>
              <p class="acts f"><button type="submit" class="btn quiet">Отозвать материал</button></p>
            </form>
          </details>
<?cs /if ?>
<?cs if:Can.skip || Can.delete || Can.duplicate ?>
          <details class="panel fold">
            <summary><b>Ещё действия</b></summary>
<?cs if:Can.duplicate ?>
            <form class="f"<?cs call:act("duplicate") ?>><?cs call:act_version() ?><button type="submit" class="btn quiet">Сделать копию</button></form>
<?cs /if ?>
<?cs if:Can.skip ?>
            <form class="f"<?cs call:act("skip") ?>><?cs call:act_version() ?><label for="skip-reason">Почему материала не будет</label><input type="text" id="skip-reason" name="reason" required><p class="acts f"><button type="submit" class="btn quiet">Пропустить окно</button></p></form>
<?cs /if ?>
<?cs if:Can.delete ?>
            <form class="f"<?cs call:act("delete") ?>><?cs call:act_version() ?><button type="submit" class="btn quiet"><?cs if:Story.slot ?>Убрать окно из плана<?cs else ?>Удалить черновик<?cs /if ?></button></form>
<?cs /if ?>
          </details>
<?cs /if ?>
