<?cs # end of a page of the desk ?>
  </main>
</div>
</body>
</html>
