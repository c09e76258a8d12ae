<?cs # forms of a publication that waits for a person: a macro over one case ?>
<?cs # case: id version at Decisions.N name label url at reason there resend check ?>
<?cs def:decisions(case) ?>
      <div class="three">
<?cs each:decision = case.Decisions ?>
        <form method="post" action="<?cs var:Base ?>/desk/publication/<?cs var:case.id ?>/<?cs var:decision.name ?>"><?cs call:csrf() ?><?cs call:back() ?><input type="hidden" name="version" value="<?cs var:case.version ?>">
<?cs if:decision.url ?>
          <div><label for="url-<?cs var:case.id ?>-<?cs var:decision.name ?>">Адрес записи<?cs if:!decision.there ?>, если он есть<?cs /if ?></label><input type="url" id="url-<?cs var:case.id ?>-<?cs var:decision.name ?>" name="url" placeholder="https://vk.com/wall…"<?cs if:decision.there ?> required<?cs /if ?>></div>
<?cs elif:decision.at ?>
          <div><label for="at-<?cs var:case.id ?>">Новое время</label><input type="datetime-local" id="at-<?cs var:case.id ?>" name="at" value="<?cs var:case.at ?>" required></div>
<?cs elif:decision.reason ?>
          <div><label for="why-<?cs var:case.id ?>">Почему не отправляем</label><input type="text" id="why-<?cs var:case.id ?>" name="reason" required></div>
<?cs elif:decision.resend ?>
          <p>Вы посмотрели стену, и записи там нет. Решение попадёт в журнал.</p>
<?cs elif:decision.check ?>
          <p>Программа ещё раз прочитает стену сама.</p>
<?cs /if ?>
          <button type="submit" class="btn<?cs if:!decision.check && !decision.at ?> quiet<?cs /if ?>"><?cs var:decision.label ?></button>
        </form>
<?cs /each ?>
      </div>
<?cs /def ?>
